from assistant.page import run

run()
