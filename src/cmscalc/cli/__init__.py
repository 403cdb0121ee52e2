"""The command line: read, call, render, exit code. One module a command."""

from cmscalc.cli.main import main

__all__ = ["main"]
