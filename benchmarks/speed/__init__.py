"""How fast this project is, beside what people would use instead: ``python -m benchmarks.speed QUESTION``."""
