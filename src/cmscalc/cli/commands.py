"""The commands by their names. Each is loaded when it is asked for."""

from importlib import import_module

from cmscalc.cli.flags import Command

COMMANDS = (
    "estimate",
    "compare-rules",
    "sweep",
    "batch",
    "ledger",
    "statement",
    "verify",
    "letter",
    "diary",
    "import",
    "timeline",
    "check",
    "new",
    "schema",
    "law",
)
# A word that Python keeps for itself, or one with a hyphen, cannot name a module.
MODULES = {"import": "import_", "compare-rules": "compare_rules"}


def command_named(name: str) -> Command:
    """Give a command's declaration."""
    found: Command = import_module(f"cmscalc.cli.{MODULES.get(name, name)}").COMMAND
    return found
