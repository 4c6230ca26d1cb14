"""The file that ``streamlit run`` is given by ``assistant chat``."""

from assistant.page import run

run()
