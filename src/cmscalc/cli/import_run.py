"""Running `cmscalc import`: read, recognise, show, and add what was asked to be added."""

import sys

from cmscalc.cli.import_options import Options
from cmscalc.cli.leave import Exit, leave, problems_with
from cmscalc.files.bank.importing import Imported, import_files
from cmscalc.files.payments_adding import Target, add_to, open_target, text_with
from cmscalc.ledger.bank.found import Found


def run(options: Options) -> Exit:
    """Show what was found; with --into, add it. Raises Problems."""
    target = open_target(options.into) if options.into else None
    there = target.payments if target else ()
    imported = import_files(options.paths, options.asked, options.wanted, options.kept, there)
    found = Found(
        imported.files,
        options.wanted.party,
        options.wanted.says_which,
        target.name if target else "",
    )
    held_back = bool(imported.problems) and not options.skip_bad
    if target and found.new and not held_back:
        code = _add(target, found)
        if code is not Exit.DONE:
            return code
        found = found._replace(written=True)
    _show(found, options, held_back=held_back)
    return _left(imported, options)


def _add(target: Target, found: Found) -> Exit:
    from cmscalc.files.output import NotWritten  # noqa: PLC0415 - only writing needs it

    try:
        add_to(target, found.new)
    except NotWritten as wrong:
        return leave(Exit.FILE, str(wrong))
    return Exit.DONE


def _show(found: Found, options: Options, *, held_back: bool) -> None:
    if options.shape == "json":
        from cmscalc.render import import_json  # noqa: PLC0415 - each form loads its own

        sys.stdout.write(import_json.render(found))
        return
    if options.shape == "csv":
        sys.stdout.write(text_with(None, found.new))
        return
    from cmscalc.render import import_text, terminal  # noqa: PLC0415

    terminal.show(import_text.lines(found, options.again, terminal.width(), held_back=held_back))


def _left(imported: Imported, options: Options) -> Exit:
    """Say what could not be read. It is a fault of the file, unless it was to be skipped."""
    if not imported.problems:
        return Exit.DONE
    code = problems_with("import", imported.problems)
    return Exit.DONE if options.skip_bad else code
