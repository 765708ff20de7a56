"""What may stand where the cursor is, for bash, zsh, fish and the prompt of `searchkit shell`.

slots.py       whose value a word is: the walk along a command line
candidates.py  what may stand there: commands, options, choices, values from the index
query.py       the part of a query being typed
shells.py      the scripts that shells load, and how they are answered; quoting.py for bash
"""

from __future__ import annotations

from searchkit.cli.completion.candidates import Candidate, Offer, offer, takes_id

__all__ = ["Candidate", "Offer", "offer", "takes_id"]
