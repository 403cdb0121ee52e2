"""Running `cmscalc statement`: read, make the document, and write it in the form asked for."""

from cmscalc.cli.documents import show
from cmscalc.cli.leave import Exit
from cmscalc.cli.statement_making import carried_of, document_of
from cmscalc.cli.statement_options import Options
from cmscalc.files.inputs import read_inputs, with_diary


def run(options: Options) -> Exit:
    """Make one statement. Raises Problems."""
    inputs = with_diary(read_inputs(*options.given, options.asked.as_at))
    carried = carried_of(inputs, options.asked, short=options.short, redact=options.redact)
    document = document_of(carried)
    return show(document, options.shape, options.path, force=options.force, read=inputs.every_path)
