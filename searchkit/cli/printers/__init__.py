"""One printer an output form; a command makes an `Answer` and never formats.

A machine form prints any answer from its records. What a person reads is laid out by the answer's own `view`.
"""

from __future__ import annotations

from searchkit.cli.printers.base import SCHEMA, Answer, Form, FormName, Printer, choose, only_form

__all__ = ["SCHEMA", "Answer", "Form", "FormName", "Printer", "choose", "only_form"]
