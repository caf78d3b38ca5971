"""Whether a register lists every provider is told from what it holds and what is published."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.measures import Period, Selection, cube
from dashboard.measures.definitions import BY_NAME
from dashboard.measures.evaluation import evaluate
from dashboard.measures.opening import open_store
from dashboard.publishing.publish import publish
from dashboard.records.intake import from_release
from dashboard.records.reach import from_dict
from dashboard.settings import monday
from dashboard.snapshots import snapshot

OFSTED = Path(__file__).parents[4] / "shared" / "ofsted"
RELEASE_2023 = OFSTED / "Childrens_social_care_in_England_2023_underlying_data.ods"
DAY = date(2022, 3, 31)
HEAD = (
    "URN,Provision type,Registration date,Registration status,Ofsted region,Local authority,"
    "Sector,Places,Latest full inspection event type,Latest full inspection date,Latest full "
    "inspection overall experiences and progress of children and young people"
)
MOVES = (
    "URN,Provision type,Ofsted Region,Local authority,Sector,Places,Registration date,"
    "Resigned/closed date,Joiner status,Leaver status"
)
TYPES = (
    "Children's Homes,Secure Children's Homes,Residential Family Centres,Boarding Schools,"
    "Independent Fostering Agencies"
)
HOME, AGENCY = "Children's home", "Independent fostering agency"


def listed(urn, kind=HOME, judged="Full inspection,10/02/2020,Good"):
    return f"{urn},{kind},03/01/2019,Active,South West,Devon,Private,4,{judged}"


def joined(urn, kind=HOME):
    return f"{urn},{kind},South West,Devon,Private,4,03/02/2022,,Joiner,"


@pytest.fixture
def files(tmp_path):
    """Give a function that writes files by name, each from its lines, and gives their paths."""

    def write(**lines):
        paths = []
        for name, said in lines.items():
            paths.append(tmp_path / f"{name}.csv")
            paths[-1].write_text("\n".join(said) + "\n", encoding="utf-8")
        return paths

    return write


def asked(taken, name, **where):
    start = date(2021, 9, 1)
    counted = cube.build(taken.records, [start], DAY, reach=taken.reach)
    (row,) = evaluate(BY_NAME[name], counted, Period(start, monday(DAY)), (), where).to_dicts()
    return row


def test_a_register_of_inspected_providers_alone_does_not_say_how_many_never_were(files):
    taken = from_release(files(register=[HEAD, listed(2500001), listed(2500002)]), DAY)
    never = asked(taken, "never_inspected", setting_type=HOME)
    assert (never["numerator"], never["denominator"], never["status"]) == (None, 2, "not known")
    assert "of the settings listed" in asked(taken, "settings", setting_type=HOME)["status"]
    assert any(note.startswith("The register is not whole") for note in taken.notes)


def test_a_register_with_one_that_was_never_inspected_is_whole(files):
    taken = from_release(files(register=[HEAD, listed(2500001), listed(2500002, HOME, ",,")]), DAY)
    never = asked(taken, "never_inspected", setting_type=HOME)
    assert (never["numerator"], never["denominator"], never["status"]) == (1, 2, "known")
    assert asked(taken, "settings", setting_type=HOME)["status"] == "known"
    assert not any("not whole" in note for note in taken.notes)


def test_who_joined_is_taken_as_never_inspected_where_all_inspected_are_listed(files):
    register, moves = [HEAD, listed(2500001)], [MOVES, joined(2500007), joined(2500008)]
    taken = from_release(files(register=register, joiners_leavers_22=moves), DAY)
    grades = dict(taken.records["settings"].select("urn", "last_grade").iter_rows())
    assert grades == {
        "2500001": "Good",
        "2500007": "Not yet inspected",
        "2500008": "Not yet inspected",
    }
    assert asked(taken, "never_inspected", setting_type=HOME)["status"] == "not known"
    assert any("2 of them are known from those that joined" in note for note in taken.notes)
    assert any(note.startswith("Joined, and on no register of insp") for note in taken.notes)
    assert not any("register of places" in note for note in taken.notes)


@pytest.mark.parametrize(("homes", "status"), [(2, "known"), (3, "not known")])
def test_the_numbers_published_with_it_decide_type_by_type(files, homes, status):
    register = [HEAD, listed(2500001), listed(2500002), listed(2500003, AGENCY)]
    series = [
        f"Date,Data type,{TYPES}",
        f"2022-03-31,Providers,{homes},0,0,0,1",
        "2022-03-31,Places,900,0,0,0,0",
        "2021-03-31,Providers,77,0,0,0,1",
    ]
    alone = from_release(files(register=register), DAY)
    assert asked(alone, "never_inspected", setting_type=AGENCY)["status"] == "not known"
    taken = from_release(files(register=register, series=series), DAY)
    assert asked(taken, "never_inspected", setting_type=HOME)["status"] == status
    assert asked(taken, "never_inspected", setting_type=AGENCY)["status"] == "known"
    said = "; the register lists as many" if homes == 2 else f"{HOME} 2 of 3"
    assert any("series.csv, 31 March 2022" in note and said in note for note in taken.notes)


EVENTS = (
    "URN,Provision type,Registration status,Ofsted region,Local authority,Inspection event type,"
    "Inspection date,Inspection publication date,Inspection event number"
)
LATE = "2500001,Children's home,Active,South West,Devon,Full inspection,07/12/2021,07/01/2022,1"
TITLES = {
    "register": "Provider level as at 31 March 2018",
    "events": "Provider level in year 2021-22",
    "moves": "Joiners and leavers between 1 April 2018 and 31 March 2022",
}
OLD = [
    HEAD,
    listed(2500001, judged="Full inspection,10/02/2018,Good").replace("2019", "2017"),
    listed(2500002, HOME, ",,").replace("2019", "2017"),
]


def several(files, **lines):
    named = {name: [f'"{TITLES[name]}"', *said] for name, said in lines.items()}
    return from_release(files(**named), DAY)


def test_what_rests_on_a_register_of_years_before_is_not_known_and_said(files):
    taken = several(files, register=OLD, events=[EVENTS, LATE])
    for name in ("settings", "never_inspected", "coverage"):
        row = asked(taken, name, setting_type=HOME)
        assert (row["numerator"], row["status"]) == (None, "not known"), name
    visits = asked(taken, "visits", setting_type=HOME)
    assert (visits["numerator"], visits["status"]) == (1, "known")
    said = "what rests on the register is not known after 31 March 2018."
    assert sum(note.endswith(said) for note in taken.notes) == 1
    assert taken.reach.of("judgements", HOME).last == date(2018, 3, 31)


def test_joiners_and_leavers_carry_a_register_on_but_no_judgement(files):
    moves = [MOVES, joined(2500007)]
    taken = several(files, register=OLD, events=[EVENTS, LATE], moves=moves)
    row = asked(taken, "settings", setting_type=HOME)
    assert (row["numerator"], row["status"]) == (3, "known")
    assert asked(taken, "never_inspected", setting_type=HOME)["status"] == "not known"
    assert any("judgements are not known after that day" in note for note in taken.notes)


def test_a_long_register_of_which_only_rows_tell_the_day_does_not_stand_for_years_later(files):
    many = [listed(2500000 + n, judged="Full inspection,10/02/2018,Good") for n in range(60)]
    many = [row.replace("03/01/2019", "03/01/2017") for row in many]
    (old,) = files(providers=[HEAD, *many])
    row = asked(from_release([old], DAY), "settings", setting_type=HOME)
    assert (row["numerator"], row["status"]) == (None, "not known")
    known = from_release(
        files(providers=[HEAD, *many, listed(2500099, HOME, ",,").replace("2019", "2022")]), DAY
    )
    assert asked(known, "settings", setting_type=HOME)["numerator"] == 61


@pytest.mark.skipif(not RELEASE_2023.is_file(), reason=f"there is no {RELEASE_2023}")
@pytest.mark.long
def test_the_release_of_2023_is_compared_with_its_own_time_series(tmp_path):
    day = date(2023, 3, 31)
    taken = from_release([RELEASE_2023], day)
    assert any(
        "Providers+places_Time_series, 31 March 2023: 3,812 providers published; the register "
        "lists as many of every type" in note
        for note in taken.notes
    )
    assert not any("Providers+places_Time_series" in n and "not used" in n for n in taken.notes)
    name = publish(tmp_path, taken, day)
    manifest = snapshot.read_manifest(tmp_path, name)
    assert manifest["register"]["published"]["All providers"] == 3812
    assert from_dict(manifest["reach"]) == taken.reach
    opened = open_store(tmp_path)
    row = opened.ask(BY_NAME["never_inspected"], Selection()).row(0, named=True)
    assert (row["numerator"], row["denominator"], row["status"]) == (266, 3812, "known")
