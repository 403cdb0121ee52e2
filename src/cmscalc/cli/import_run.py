"""Running `cmscalc import`: read, recognise, show, and add what was asked to be added."""

import sys
from pathlib import Path

from cmscalc.cli.import_options import Options
from cmscalc.cli.leave import Exit, problems_with
from cmscalc.files.bank.importing import Imported, import_files, proofs_for
from cmscalc.files.output import alone_in
from cmscalc.files.payments_adding import add_to, open_target, text_with
from cmscalc.ledger.bank.found import Found


def run(options: Options) -> Exit:
    """Show what was found; with --into, add it. Raises Problems and NotWritten."""
    if not options.into:
        return _run(options)
    with alone_in(Path(options.into).parent):
        return _run(options)


def _run(options: Options) -> Exit:
    target = open_target(options.into) if options.into else None
    there = target.payments if target else ()
    imported = import_files(options.paths, options.asked, options.wanted, options.kept, there)
    found = Found(
        imported.files,
        options.wanted.party,
        options.wanted.says_which,
        target.name if target else "",
    )
    unproved = proofs_for(there, found.repeats)
    found = found._replace(unproved=len(unproved))
    proofs = unproved if options.kept.prove else {}
    held_back = bool(imported.problems) and not options.skip_bad
    if target and (found.new or proofs) and not held_back:
        add_to(target, found.new, proofs)
        found = found._replace(written=True, proved=len(proofs))
    _show(found, imported, options, held_back=held_back)
    return _left(imported, options)


def _show(found: Found, imported: Imported, options: Options, *, held_back: bool) -> None:
    if options.shape == "json":
        from cmscalc.render import import_json  # noqa: PLC0415 - each form loads its own

        sys.stdout.write(import_json.render(found, imported.problems))
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
