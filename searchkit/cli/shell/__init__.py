"""`searchkit shell`: one question after the other.

loop.py     reads lines and answers each
lines.py    a line -> the arguments of a command
warm.py     the index that stays open between commands
prompt.py   the line editor: history and completion (the only place that imports prompt_toolkit)
"""
