"""The commands: one module each, its function of the same name, imported when the command is called."""
