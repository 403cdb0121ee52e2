"""Every answer can be shown in every form, and the forms say the same."""

import csv
import json
import random
from io import StringIO

import pytest

from cmscalc.api import answer
from cmscalc.core.limits import OutsideTheLawBook
from cmscalc.files.answers import Asked
from cmscalc.law import law_on
from cmscalc.render import as_csv, as_html, as_json, as_text, lines
from family_facts import facts_of
from random_families import random_family


@pytest.mark.parametrize("seed", range(10))
def test_every_form_of_random_families(seed: int) -> None:
    """Text fits 80 columns; JSON, CSV, text and the page carry the same pennies."""
    rng = random.Random(1000 + seed)
    for _ in range(40):
        family = random_family(rng)
        try:
            found = answer(Asked(facts_of(family), law_on(family["on"])))
        except OutsideTheLawBook:
            continue
        text = lines.plain(as_text.lines(found, 80, explain=True))
        page = as_html.render(found)
        data = json.loads(as_json.render(found))
        rows = list(csv.DictReader(StringIO(as_csv.render(found))))

        assert all(len(line) <= 80 for line in text.splitlines() if "https://" not in line)
        assert data["weekly"] == rows[-1]["weekly"] == str(found.weekly)
        assert f"{found.weekly.written} a week" in text
        assert f"<strong>{found.weekly.written}</strong>" in page
        for parent, row in zip(data["receiving_parents"], rows, strict=False):
            assert (parent["name"], parent["weekly"]) == (row["receiving_parent"], row["weekly"])
        ids = [note["id"] for note in data["notes"]]
        assert len(ids) == len(set(ids))
        for step in data["steps"]:
            assert step["title"] in page.replace("&#x27;", "'").replace("&amp;", "&")
            assert set(step["notes"]) <= set(ids)
