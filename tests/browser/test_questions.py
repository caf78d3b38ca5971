"""The fifteen questions of a Monday meeting, each answered in under three clicks.

A question starts on Summary, or from the reader's own kept link. What is looked for is what the
page has to say, with its figures in the form n of N, or the sentence that says which field the
records lack.
"""

import re
from dataclasses import dataclass

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.long]

MOST_CLICKS = 2
N_OF_N = r"[\d,]+ of [\d,]+"


@dataclass(frozen=True)
class Question:
    """Who asks what, from where, what they press, and what they then read."""

    asked: str
    press: tuple[str, ...]
    read: tuple[str, ...]
    start: str = "/"


QUESTIONS = (
    Question(
        "How far through are we?",
        (),
        (rf"In England we have visited {N_OF_N} providers \(\d+%\)", r"up \d+ since 30 November"),
    ),
    Question(
        "What share of visits found serious or widespread concerns, and is it moving?",
        ("What we found", "By judgement, type and time"),
        (
            rf"serious concerns at {N_OF_N} prioritised assurance visits "
            r"\(\d+%, likely range \d+ to \d+%\)",
            r"Serious concerns at .* of prioritised visits in .* spans of four weeks",
        ),
    ),
    Question(
        "Who had serious concerns, and what judgement did they hold?",
        ("What we found", "By judgement, type and time"),
        (r"\d+ of the \d+ prioritised visits .* serious concerns were to .* last judged good",),
    ),
    Question(
        "In my region, which settings are still unseen, and for how long?",
        ("Coverage", "Who is left"),
        (
            r"The setting unseen longest was last seen at a .* on \d+ \w+ \d{4}, .* ago",
            r"North West",
            r"EX\d{6}",
            r"(outstanding|good|requires improvement to be good|inadequate), \d+ \w+ \d{4}",
            r"do not hold a tier of concern for a setting that has not been visited",
        ),
        start="/?area=north-west",
    ),
    Question(
        "Which homes registered since the start have never been seen on site?",
        ("Coverage", "Who is left"),
        (rf"{N_OF_N} .* have no visit on site on record; [\d,]+ of them registered since 1 Sept",),
    ),
    Question(
        "After a serious concern, did we go back, when, and what did we do?",
        ("Enforcement", "What followed"),
        (rf"Re-visited ?{N_OF_N} \(\d+%\) ?\d+ days", rf"Action issued ?{N_OF_N}"),
    ),
    Question(
        "What is in force, what needs review within 14 days, which follow-ups are late?",
        ("Enforcement",),
        (
            r"\d+ settings have an action in force on 7 December 2020",
            r"actions in force are due for review by 21 December 2020",
            "cannot say which follow-ups were late",
        ),
    ),
    Question(
        "Which authorities have an area for priority action, and what is their answer?",
        ("What we found",),
        (
            r"\d+ authorities have an area for priority action in a published letter",
            "Whether an authority has answered its letter, and how, is not in these records",
        ),
    ),
    Question(
        "Which authorities last judged inadequate have had no visit?",
        ("Why we went",),
        (
            rf"Visited: {N_OF_N} \(\d+%\) local authorities last judged inadequate",
            "Last judged inadequate and not yet visited: [A-Z]",
        ),
    ),
    Question(
        "Who will be visited by several inspectorates in the same quarter?",
        ("Areas", "Inspection load"),
        (r"Visits by other inspectorates \(O\)", "not in these records", "National restrictions"),
        start="/?area=E10000016",
    ),
    Question(
        "Which letters are past the standard, by region?",
        ("What we found", "Letters"),
        (r"\d+ over 30 working days", r"Of those, over 30 working days", "The standard of 30"),
    ),
    Question(
        "On site, remote or both: by week, and do findings differ? What did restrictions do?",
        ("What we found", "How we visited"),
        (
            r"[\d,]+ of [\d,]+ visits \(\d+%\) were wholly on site in the \d+ whole weeks with",
            r"\d+ of the \d+ prioritised visits that found serious concerns were on site",
        ),
    ),
    Question(
        "Are the flexibilities used, and is the reason recorded?",
        ("What we found", "What letters mention"),
        (
            r"Use of coronavirus flexibilities: going well at \d+ visits",
            "not whether a reason was recorded",
        ),
    ),
    Question(
        "For my authority and those like it: how many, last judgement, last seen, in force?",
        ("Areas", "Show all on one page"),
        (
            rf"In Kent we have visited {N_OF_N} providers",
            r"similar authorities together",
            r"Prior judgement: good",
            r"Last on site ?\d+ \w{3}",
            r"\d+ actions? (is|are) in force",
        ),
        start="/?area=E10000016",
    ),
    Question(
        "What can I say today, and where is it from?",
        ("Data and downloads", "Show all on one page"),
        (r"\d+ of \d+ checks hold", "Happened", "Definitions of the measures", "Settings in scope"),
    ),
)


def press(page, name):
    """Press a link to a page or to a part of one by its name: one click."""
    page.get_by_role("link", name=name, exact=True).first.click()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda one: one.asked)
def test_a_monday_question_is_answered_in_under_three_clicks(reader, question):
    assert len(question.press) <= MOST_CLICKS
    one = reader()
    page = one.open(question.start)
    for name in question.press:
        press(page, name)
        page.locator("h1, .tabs > li > [aria-current]", has_text=name).first.wait_for()
        one.settled()
    for wanted in question.read:
        page.locator(".stMain", has_text=re.compile(wanted)).wait_for()
