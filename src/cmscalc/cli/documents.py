"""Putting a document where it was asked for, in one of its forms: each loads its own."""

from collections.abc import Sequence

from cmscalc.cli.leave import Exit, leave
from cmscalc.cli.writing import put
from cmscalc.render.document.model import Document


def show(
    document: Document, shape: str, path: str, *, force: bool, read: Sequence[str] = ()
) -> Exit:
    """Write a document to a file or to standard output; text in colour to a terminal."""
    from cmscalc.render import terminal  # noqa: PLC0415 - each form loads its own

    if shape == "text" and not path:
        from cmscalc.render.document import as_text  # noqa: PLC0415

        terminal.show(as_text.lines(document, terminal.width()))
        return Exit.DONE
    if shape == "pdf":
        return _put_pdf(document, path, force=force, read=read)
    return put(text_of(document, shape), path, force=force, read=read)


def text_of(document: Document, shape: str) -> str:
    """Write a document in one of the forms that are text."""
    if shape == "html":
        from cmscalc.render.document import as_html  # noqa: PLC0415

        return as_html.render(document)
    if shape == "csv":
        from cmscalc.render.document import as_csv  # noqa: PLC0415

        return as_csv.render(document)
    if shape == "json":
        from cmscalc.render.document import as_json  # noqa: PLC0415

        return as_json.render(document)
    from cmscalc.render import lines, terminal  # noqa: PLC0415
    from cmscalc.render.document import as_text  # noqa: PLC0415

    return lines.plain(as_text.lines(document, terminal.PAGE_WIDTH))


def _put_pdf(document: Document, path: str, *, force: bool, read: Sequence[str]) -> Exit:
    from cmscalc.render.document import as_pdf  # noqa: PLC0415

    try:
        data = as_pdf.render(document)
    except as_pdf.NoTypesetter as missing:
        return leave(Exit.COMMAND_LINE, str(missing))
    return put(data, path, force=force, read=read)
