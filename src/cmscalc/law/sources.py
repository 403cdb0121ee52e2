"""The Acts and regulations cited, their pages, and the days that matter to the 2012 scheme."""

from datetime import date

from cmscalc.law.rows import Citation

LEGISLATION = "https://www.legislation.gov.uk"

SCHEME_OPENS = date(2012, 12, 10)
UNIVERSAL_CREDIT = date(2013, 4, 29)
ALL_NEW_CASES = date(2013, 11, 25)
COLLECTION_FEES = date(2014, 8, 11)
ASSETS_VARIATION = date(2018, 12, 13)

# The day the values were last compared with their sources: the autumn 2026 reading of the law.
CHECKED = date(2026, 11, 21)

READ = "read"
MIRROR = "mirror"
AS_MADE = "as made"
SECONDARY = "secondary"
READING = "reading"


LEAFLET = Citation(
    "GOV.UK, How we work out child maintenance",
    "https://www.gov.uk/government/publications/how-we-work-out-child-maintenance/"
    "how-we-work-out-child-maintenance",
)


def schedule_1(paragraph: str) -> Citation:
    """Child Support Act 1991, Schedule 1, Part 1."""
    return Citation(f"CSA 1991 Sch 1 para {paragraph}", f"{LEGISLATION}/ukpga/1991/48/schedule/1")


def reg(number: str) -> Citation:
    """Child Support Maintenance Calculation Regulations 2012, SI 2012/2677."""
    page, _, _ = number.partition("(")
    return Citation(f"SI 2012/2677 reg {number}", f"{LEGISLATION}/uksi/2012/2677/regulation/{page}")


def fees_reg(number: str) -> Citation:
    """Child Support Fees Regulations 2014, SI 2014/612."""
    page, _, _ = number.partition("(")
    return Citation(f"SI 2014/612 reg {number}", f"{LEGISLATION}/uksi/2014/612/regulation/{page}")


def collection_reg(number: str) -> Citation:
    """Child Support (Collection and Enforcement) Regulations 1992, SI 1992/1989."""
    page, _, _ = number.partition("(")
    return Citation(f"SI 1992/1989 reg {number}", f"{LEGISLATION}/uksi/1992/1989/regulation/{page}")


def instrument(year_and_number: str, provision: str = "") -> Citation:
    """Any other statutory instrument: `instrument("2013/1654", "reg 2")`."""
    text = f"SI {year_and_number} {provision}".rstrip()
    return Citation(text, f"{LEGISLATION}/uksi/{year_and_number}")
