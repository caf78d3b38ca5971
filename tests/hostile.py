"""Records whose every free text tries to be something else: a formula, markup, a request, code."""

import csv
from datetime import date, timedelta

from dashboard.measures import opening
from dashboard.publishing.publish import publish
from dashboard.publishing.refresh import Terms
from dashboard.records.intake import from_folder
from tests.conftest import DAY, FIRST_VISIT, SETTING_COLUMNS, everywhere, visits_to

BEACON = "http://beacon.example"
CORPUS = (
    "=1+1",
    "+1+2",
    "-1+2",
    "@SUM(A1)",
    "＝1+1",
    "＋1",
    f'=HYPERLINK("{BEACON}/","go")',
    "=cmd|' /C calc'!A0",
    "|pipe",
    'a "quoted" word, and a comma',
    "line one\nline two",
    "<script>window.hostile=1</script>",
    '<img src="x" onerror="window.hostile=1">',
    f'"><a href="{BEACON}/">go</a>',
    f"![]({BEACON}/x.png)",
    f"[go]({BEACON}/)",
    "$$n1$$ **bold** `code` :red[x]",
    "#import bold * [_x_] $y$",
    "{{7*7}} ${7*7} %(a)s",
)
FOLDER = f"=cmd ![]({BEACON.replace('/', '')}) <script>window.hostile=1<"


def publish_records(root):
    """Publish a snapshot of such records and give the name of it."""
    folder = root / FOLDER
    settings = everywhere()
    visits = [each | {"visit_id": f"{_text(n)} {n}"} for n, each in enumerate(visits_to(settings))]
    # A sector that is no word of ours: the row is set aside and its value told.
    spoilt = [
        settings[0] | {"urn": f"EX{900000 + n}", "sector": text} for n, text in enumerate(CORPUS)
    ]
    actions = [
        {
            "action_id": f"{text} {n}",
            "urn": settings[n]["urn"],
            "action_type": "Compliance notice",
            "issued_on": _day(n),
        }
        for n, text in enumerate(CORPUS)
    ]
    tables = {
        "settings": [*settings, *spoilt],
        "visits": visits,
        "actions": actions,
        "milestones": [{"name": text, "day": _day(7 * n)} for n, text in enumerate(CORPUS)],
        "other_visits": [
            {"other_id": f"{text} {n}", "la_code": settings[n]["la_code"], "inspectorate": text}
            | {"started_on": _day(n)}
            for n, text in enumerate(CORPUS)
        ],
        "control_totals": [
            {"counted": text, "measure": "settings", "day": DAY.isoformat()}
            | {"setting_type": "All providers", "amount": len(settings), "source": text}
            for text in CORPUS
        ],
    }
    folder.mkdir(parents=True)
    for name, rows in tables.items():
        columns = SETTING_COLUMNS if name == "settings" else rows[0]
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(rows)
    snapshots = root / "snapshots"
    allowed = Terms(["set-aside"], "hostile on purpose")
    publish(snapshots, from_folder(folder, DAY), DAY, allowed)
    return snapshots


def _text(number):
    return CORPUS[number % len(CORPUS)]


def _day(number):
    return min(FIRST_VISIT + timedelta(days=number), date(2021, 3, 1)).isoformat()


def opened(root):
    """Publish such records and open them."""
    return opening.open_store(publish_records(root))
