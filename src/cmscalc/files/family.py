"""Reading who the children are and who has them: one receiving parent, or several by name."""

import re

from cmscalc.core.care import children, count_children
from cmscalc.core.facts import UNNAMED, CareWord, Child, Nights, ReceivingParent
from cmscalc.files import words
from cmscalc.files.reader import Reader
from cmscalc.files.words import Unreadable

MOST_CHILDREN = 20
IN_ORDER = "one for each child, in the order the children were given"
NAME_AND_NIGHTS = "NAME=N,N,…: a name or initial, and the nights a year of each child"

Parents = tuple[ReceivingParent, ...]


def receiving_parents(reader: Reader) -> Parents:
    """Read the receiving parents and their children; empty where they cannot be read."""
    parents = _families(reader) if reader.given("family") else _only_parent(reader)
    parents = _with_local_authority(reader, parents)
    if not reader.given("equal_care"):
        return parents
    _check_equal_care(reader)
    return tuple(
        parent._replace(
            children=tuple(child._replace(care=CareWord.EQUAL) for child in parent.children)
        )
        for parent in parents
    )


def _check_equal_care(reader: Reader) -> None:
    """Nights beside equal care of every child would be dropped, so they are refused."""
    for name in ("nights", "family", "local_authority_nights"):
        given = [text for text in reader.texts(name) if text.partition("=")[2] or name != "family"]
        numbers = [text.rpartition("=")[2].strip("0, ") for text in given]
        if any(numbers):
            reader.contradicts(
                name,
                "nights beside --equal-care, which makes nothing payable whatever the nights",
                "one or the other; the word equal among the nights marks one child only",
            )


def _only_parent(reader: Reader) -> Parents:
    """`--children N --nights N[,N…]`."""
    many = reader.once("children", _qualifying_children)
    given = reader.once("nights", str)
    care = (Nights(0),) if given is None else reader.items("nights", given, words.care)
    if not reader.given("children") and not reader.meant("family"):
        reader.missing(
            "children",
            "no children",
            "how many children maintenance is for, or a --family for each receiving parent",
            "--children 1",
        )
    if many is None or care is None:
        return ()
    if len(care) == 1:
        care *= many
    if len(care) != many:
        wrong = Unreadable(
            f"{len(care)} numbers of nights for {children(many)}",
            f"one number for all, or {many}: {IN_ORDER}",
        )
        reader.wrong("nights", given or "", wrong)
        return ()
    return (ReceivingParent(UNNAMED, tuple(Child(each) for each in care)),)


def _qualifying_children(text: str) -> int:
    return words.whole(text, 1, MOST_CHILDREN, "children maintenance is for")


def _families(reader: Reader) -> Parents:
    """`--family NAME=N[,N…]`, one for each receiving parent."""
    for name in ("children", "nights"):
        if reader.given(name):
            reader.contradicts(name, "beside --family, which says it already", "one or the other")
    read = [(text, _family(reader, text)) for text in reader.texts("family")]
    parents = tuple(parent for _, parent in read if parent is not None)
    if len(parents) < len(read):
        return ()
    seen: dict[str, str] = {}
    for text, parent in read:
        assert parent is not None
        _check_name(reader, text, parent, seen)
    total = count_children(parents)
    if total > MOST_CHILDREN:
        wrong = Unreadable(f"{total} children in all", f"at most {MOST_CHILDREN} children")
        reader.wrong("family", read[-1][0], wrong)
    return parents


def _family(reader: Reader, text: str) -> ReceivingParent | None:
    name, equals, nights = text.partition("=")
    if not equals:
        apart = re.fullmatch(r"(\D*[^\W\d])[\s:]+([\d,]+)", text)
        hint = f"{apart[1].strip()}={apart[2]}" if apart else ""
        found = "a receiving parent with no nights" if text else "no name and no nights"
        reader.wrong("family", text, Unreadable(found, NAME_AND_NIGHTS, hint))
        return None
    label = reader.read("family", name, words.label, after=f"={nights}")
    care = reader.items("family", nights, words.care, f"{name}=")
    if label is None or care is None:
        return None
    return ReceivingParent(label, tuple(Child(each) for each in care))


def _check_name(reader: Reader, text: str, parent: ReceivingParent, seen: dict[str, str]) -> None:
    """A name given twice: one receiving parent's children belong together."""
    name, _, nights = text.partition("=")
    key = parent.name.casefold()
    if key in seen:
        wrong = Unreadable(
            f"{parent.name!r} given a second time",
            "each receiving parent once: one flag in place of all of theirs",
            f"{seen[key]},{nights}",
            (0, len(name)),
        )
        reader.wrong("family", text, wrong)
    seen[key] = f"{seen[key]},{nights}" if key in seen else text


def _with_local_authority(reader: Reader, parents: Parents) -> Parents:
    """`--local-authority-nights N[,N…]`."""
    name = "local_authority_nights"
    given = reader.once(name, str)
    local = None if given is None else reader.items(name, given, words.nights)
    if given is None or local is None or not parents:
        return parents
    total = count_children(parents)
    if len(local) != total:
        numbers = "1 number" if len(local) == 1 else f"{len(local)} numbers"
        found = f"{numbers} of nights for {children(total)}"
        reader.wrong(name, given, Unreadable(found, f"{total} numbers: {IN_ORDER}"))
        return parents
    each = iter(local)
    return tuple(
        parent._replace(
            children=tuple(child._replace(local_authority=next(each)) for child in parent.children)
        )
        for parent in parents
    )
