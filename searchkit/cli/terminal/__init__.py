"""The terminal: streams, their width and colour (console.py), lines (layout.py), paging, and clean text."""
