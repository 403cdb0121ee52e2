"""A table of cases to begin from."""

TEMPLATE = """\
id,income,pension,children,nights,family,other_children,benefit,collect_and_pay,on
example 1,27000/year,,2,115,,1,,no,2026-11-21
example 2,2100.50/month,90/month,2,115;60,,,,yes,2026-11-21
example 3,500/week,,,,"Ann=115;Bea=0,0",,,no,2026-11-21
example 4,,,1,0,,,pension-credit,no,2026-11-21
"""
