"""Regs 44 and 45 of SI 2012/2677: who pays the flat rate and who pays nothing.

The lists are law, so their order and words are the regulations'; `name` is what a person types.
"""

from datetime import date
from typing import NamedTuple

from cmscalc.law.rows import Citation
from cmscalc.law.sources import (
    CHECKED,
    MIRROR,
    READ,
    SCHEME_OPENS,
    SECONDARY,
    UNIVERSAL_CREDIT,
    reg,
)


class Benefit(NamedTuple):
    """A benefit that gives the flat rate: its name to type, its title, its list and its source."""

    name: str
    title: str
    citation: Citation
    since: date = SCHEME_OPENS
    checked: date = CHECKED
    confidence: str = READ
    reading: int | None = None


class NilStatus(NamedTuple):
    """A circumstance that gives the nil rate (reg 45(1)).

    `reg_70` where earnings may count; `by_benefit` where the status rests on a means-tested
    benefit, so that reg 57(1) refuses a variation.
    """

    name: str
    title: str
    reg_70: bool
    by_benefit: bool = False
    since: date = SCHEME_OPENS
    checked: date = CHECKED
    confidence: str = READ


OWN = reg("44(1)")
COUPLE = reg("44(2)")
NIL = reg("45(1)")

# Received by the paying parent.
OWN_BENEFITS = (
    Benefit("retirement-pension", "retirement pension (Category A to D)", OWN),
    Benefit("state-pension", "State Pension", OWN, confidence=SECONDARY, reading=23),
    Benefit("incapacity-benefit", "incapacity benefit", OWN),
    Benefit("contribution-based-jobseekers-allowance", "contribution-based JSA", OWN),
    Benefit(
        "contributory-employment-and-support-allowance",
        "contributory ESA",
        OWN,
        confidence=MIRROR,
    ),
    Benefit("carers-allowance", "carer's allowance", OWN),
    Benefit(
        "carer-support-payment", "Carer Support Payment", OWN, confidence=SECONDARY, reading=23
    ),
    Benefit("maternity-allowance", "maternity allowance", OWN),
    Benefit("severe-disablement-allowance", "severe disablement allowance", OWN),
    Benefit("industrial-injuries-benefit", "industrial injuries benefit", OWN),
    Benefit("widowed-mothers-allowance", "widowed mother's allowance", OWN),
    Benefit("widowed-parents-allowance", "widowed parent's allowance", OWN),
    Benefit("widows-pension", "widow's pension", OWN),
    Benefit("war-disablement-pension", "war disablement pension", OWN),
    Benefit("war-widows-pension", "war widow's pension", OWN),
    Benefit("war-widowers-pension", "war widower's pension", OWN),
    Benefit("surviving-civil-partners-pension", "surviving civil partner's war pension", OWN),
    Benefit("armed-forces-compensation", "Armed Forces Compensation Scheme payment", OWN),
    Benefit("training-allowance", "training allowance (not youth training)", OWN),
    Benefit("overseas-social-security-benefit", "social security benefit of another country", OWN),
)
# Received by the paying parent or the paying parent's partner.
COUPLE_BENEFITS = (
    Benefit("income-support", "income support", COUPLE, confidence=MIRROR),
    Benefit("income-based-jobseekers-allowance", "income-based JSA", COUPLE, confidence=MIRROR),
    Benefit(
        "income-related-employment-and-support-allowance",
        "income-related ESA",
        COUPLE,
        confidence=MIRROR,
    ),
    Benefit("pension-credit", "pension credit", COUPLE, confidence=MIRROR),
    Benefit(
        "universal-credit-no-earnings",
        "universal credit worked out on no earned income",
        COUPLE,
        since=UNIVERSAL_CREDIT,
    ),
)
BENEFITS = {benefit.name: benefit for benefit in OWN_BENEFITS + COUPLE_BENEFITS}

# Other names for the same benefit, as people and letters write them.
ALIASES = {
    "contribution-based-jsa": "contribution-based-jobseekers-allowance",
    "new-style-jobseekers-allowance": "contribution-based-jobseekers-allowance",
    "new-style-jsa": "contribution-based-jobseekers-allowance",
    "income-based-jsa": "income-based-jobseekers-allowance",
    "contributory-esa": "contributory-employment-and-support-allowance",
    "new-style-employment-and-support-allowance": "contributory-employment-and-support-allowance",
    "new-style-esa": "contributory-employment-and-support-allowance",
    "income-related-esa": "income-related-employment-and-support-allowance",
}
# Asked for often, and not on the lists by these names: what to do instead.
_LEAVE_OUT = "nothing: it is not on the reg 44 lists and is not income here, so leave it out"
_WHICH_JSA = (
    "which one: contribution-based-jobseekers-allowance (new style too) or "
    "income-based-jobseekers-allowance"
)
_WHICH_ESA = (
    "which one: contributory-employment-and-support-allowance (new style too) or "
    "income-related-employment-and-support-allowance"
)
_UNIVERSAL_CREDIT = (
    "universal-credit-no-earnings, if it is worked out on no earned income of the paying parent; "
    "with earnings leave it out, and give the earnings as --income"
)
_PAY = "nothing here: it is pay, which goes into --income"
NOT_LISTED = {
    "universal-credit": _UNIVERSAL_CREDIT,
    "uc": _UNIVERSAL_CREDIT,
    "jobseekers-allowance": _WHICH_JSA,
    "job-seekers-allowance": _WHICH_JSA,
    "jsa": _WHICH_JSA,
    "employment-and-support-allowance": _WHICH_ESA,
    "esa": _WHICH_ESA,
    "pension": "retirement-pension or state-pension; a private pension is income instead",
    "maternity-pay": _PAY,
    "statutory-maternity-pay": _PAY,
    "statutory-sick-pay": _PAY,
    **dict.fromkeys(
        (
            "attendance-allowance",
            "bereavement-support-payment",
            "child-benefit",
            "child-tax-credit",
            "council-tax-reduction",
            "disability-living-allowance",
            "dla",
            "housing-benefit",
            "personal-independence-payment",
            "pip",
            "tax-credits",
            "winter-fuel-payment",
            "working-tax-credit",
        ),
        _LEAVE_OUT,
    ),
}
# Taken off list 44(1) by November 2017; the day is not known to us.
BEREAVEMENT_ALLOWANCE = "bereavement-allowance"
BEREAVEMENT_OFF_BY = date(2017, 11, 1)

NIL_STATUSES = {
    status.name: status
    for status in (
        NilStatus("child", "a child, as the Act defines one", reg_70=True),
        NilStatus("prisoner", "a prisoner", reg_70=True),
        NilStatus("sentenced-in-hospital", "a sentenced person in hospital", reg_70=False),
        NilStatus(
            "young-person-on-benefit",
            "aged 16 or 17, and self or partner on a means-tested benefit",
            reg_70=False,
            by_benefit=True,
        ),
        NilStatus("youth-trainee", "on an allowance for youth work-based training", reg_70=True),
        NilStatus(
            "care-home",
            "in a care home or independent hospital, on a benefit or with fees met",
            reg_70=True,
        ),
    )
}
