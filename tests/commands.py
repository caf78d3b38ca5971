"""Every command by its name, loaded."""

from dashboard.cli import main

COMMANDS = {name: main.get_command(None, name) for name in main.list_commands(None)}
