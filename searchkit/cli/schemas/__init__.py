"""What `--json` and `--jsonl` print, as JSON Schemas (draft 2020-12).

`NAME.json` describes the document of `searchkit NAME --json`, and `record` in its `$defs` a line of `--jsonl`,
which says the number of the schema besides. A command that says one thing prints the same in both forms.
Offsets count code points. Fields may be added; the number goes up when one changes its meaning or goes away.
"""
