"""Running `cmscalc import`: read, recognise, show, and add what was asked to be added."""

import sys
from datetime import date
from pathlib import Path

from cmscalc.cli.import_options import Options
from cmscalc.cli.leave import Exit, leave, problems_with
from cmscalc.files.bank.importing import Imported, import_files, row_of
from cmscalc.files.output import NotWritten, alone_in
from cmscalc.files.payments_adding import Target, add_to, open_target, text_with
from cmscalc.ledger.bank.found import Found


def run(options: Options) -> Exit:
    """Show what was found; with --into, add it. Raises Problems."""
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
    unproved = _unproved(target, found) if target else {}
    found = found._replace(unproved=len(unproved))
    proofs = unproved if options.kept.prove else {}
    held_back = bool(imported.problems) and not options.skip_bad
    if target and (found.new or proofs) and not held_back:
        try:
            add_to(target, found.new, proofs)
        except NotWritten as wrong:
            return leave(Exit.FILE, str(wrong))
        found = found._replace(written=True, proved=len(proofs))
    _show(found, imported, options, held_back=held_back)
    return _left(imported, options)


def _unproved(target: Target, found: Found) -> dict[int, str]:
    """Evidence for the rows typed by hand, without any, that a bank's row was recognised in.

    The first file that has it gives it. None where another receiving parent may as well be meant.
    """
    by_hand = {row_of(each) for each in target.payments if not each.evidence.strip()}
    parents: dict[tuple[date, int], set[str]] = {}
    for each in target.payments:
        parents.setdefault((each.on, each.pence), set()).add(each.receiving_parent)
    proofs: dict[int, str] = {}
    for repeat in found.repeats:
        known, payment = repeat.known, repeat.candidate.payment
        is_clear = payment.receiving_parent or len(parents.get((known.on, known.pence), ())) == 1
        if known.row in by_hand and payment.evidence and is_clear:
            proofs.setdefault(known.row, payment.evidence.written)
    return proofs


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
