"""Run the command as a module: python -m dashboard.cli."""

from dashboard.cli import main

main(prog_name="visits-dashboard")
