"""The tasks and questions: who asks what, from where, the way there, and what then answers."""

from dataclasses import dataclass

from tests.tasks.steps import Arrows, Choose, Press, Tab, Write

N_OF_N = r"[\d,]+ of [\d,]+"
DAY = r"\d{1,2} [A-Z]\w+ \d{4}"
URN = r"\b(EX|SC)?\d{6,7}\b"
COURSE = r"(On course|Close|Off course|No forecast|Target reached|Too early|Date passed|Not known)"
RECORDS = r"These records (do not )?tell of [^.]+"
NO_REASON = "Why each visit was made is not in these records", "so we cannot say why we went"
NO_CONCERNS = ("so serious concerns cannot be counted",)
NO_ACTIONS = "These records do not hold enforcement", "enforcement is not in these records"
NOT_HERE = "Not in these records: [^.]*"
NO_MODES = "Whether visits were on site or remote is not", f"{NOT_HERE}on site or remote"
NO_THEMES = "What letters say is going well or is to improve is not", f"{NOT_HERE}goes well"


@dataclass(frozen=True)
class Asked:
    """What is asked, from where, what is done in order, and what a reader then reads.

    `reads` are searched for in the words that can be seen. In place of each a page of records that
    do not tell of it says one of `untold`, or the second of a pair. They hold of any records: what
    is looked for are an exhibit's own words, n of N, days and numbers, never a figure. `shared`
    says that a release is needed.
    """

    number: str
    asked: str
    steps: tuple
    reads: tuple[str | tuple[str, str], ...]
    untold: tuple[str, ...] = ()
    start: str = "/"
    width: int = 0
    shared: bool = False


NORTH_WEST = Choose("Area", "North West (region)", "North West")
ISLE_OF_WIGHT = "E06000046"

TASKS = (
    Asked(
        "1",
        "Are we on course?",
        (),
        (
            rf"we have visited {N_OF_N} providers \(\d+%\)",
            rf"Local authorities, January 2021: \W*{COURSE}",
            rf"Providers, April 2021: \W*{COURSE}",
        ),
        (RECORDS,),
    ),
    Asked(
        "2",
        "How many children's homes have we visited in the North West, of how many?",
        (NORTH_WEST, Choose("Setting type", "Children's home", "children's homes")),
        (rf"In the North West we have visited {N_OF_N} children's homes \(\d+%\)",),
        (RECORDS,),
    ),
    Asked(
        "3",
        "My region on Enforcement and on Coverage",
        (NORTH_WEST, Press("Enforcement"), Press("Coverage")),
        (rf"In the North West we have visited {N_OF_N} providers", "Showing: North West"),
        (RECORDS,),
    ),
    Asked(
        "4",
        "Why is this number of actions in force not last week's?",
        (Press("Data and downloads"), Press("What changed")),
        (r"Actions in force ?\d+ ?0 ?0 ?0 ?\+?\d+ ?\+?\d+ ?\d+",),
        ("No earlier figures that count from the same day are kept",),
    ),
    Asked(
        "5",
        "Show me the settings behind this number",
        (Press("Explain: Settings visited", if_there=True),),
        (r"[\d,]+ records count in this figure", "What it means", URN),
        (RECORDS,),
    ),
    Asked(
        "6",
        "Which authorities have we not been to at all?",
        (Press("Coverage"), Press("Who is left")),
        (
            r"in the (\d+ authorities|one authority) where we have visited none",
            r"[A-Z]\w+ ?\d+ ?[A-Z][\w ]+ \(\d+\)",
        ),
        (RECORDS, "In every authority we have visited"),
    ),
    Asked(
        "7",
        "Are we overloading Kent?",
        (Choose("Area", "Kent", "Kent"), Press("Areas"), Press("Inspection load")),
        (
            r"Kent had \d+ visits? in the 6 weeks to",
            "similar authorities together",
            r"next free working weeks begin on",
        ),
        (r"how many providers there are is not known",),
    ),
    Asked(
        "8",
        "When will we finish, and what if we have 100 inspectors?",
        (
            Press("Road to full inspections"),
            Press("Another capacity", if_there=True),
            Write("Inspectors on visits", "100", if_there=True),
        ),
        (r"In your scenario", r"Providers ?your scenario ?\d+"),
        (r"Nothing is projected, so no other capacity can be tried", RECORDS),
    ),
    Asked(
        "9",
        "What share was because of concerns, and did that find more?",
        (Press("Why we went"), Press("What was found", if_there=True)),
        (rf"Serious concerns stated at {N_OF_N} prioritised", r"likely range \d+ to \d+%"),
        NO_REASON,
    ),
    Asked(
        "10",
        "Send a safe page about the South East",
        (
            Press("Briefing, files, sharing"),
            Press("the release of 7 December 2020"),
            Press("web page", beside="South East"),
        ),
        (r"South East: settings visited", "approved for use outside"),
        shared=True,
    ),
    Asked(
        "11",
        "A pack for Leeds before tomorrow's call",
        (Choose("Area", "Leeds", "Leeds"), Press("Briefing, files, sharing")),
        ("Briefing of two pages for what is shown: PDF, Word",),
    ),
    Asked(
        "12",
        "The table of authorities, for a program and a screen reader",
        (Press("Coverage"), Press("Download", "summary")),
        (r"Download this table \(CSV, \d+ rows", r"\bODS\b"),
    ),
    Asked(
        "13",
        "The Isle of Wight on the map and its table, by keyboard alone",
        (
            Tab("authority", ()),
            Arrows(ISLE_OF_WIGHT),
            Tab("Show only Isle of Wight"),
            Tab("Download"),
        ),
        (r"(visited|not known), .* Isle of Wight", r"Download this table \(CSV"),
        start="/coverage",
    ),
    Asked(
        "14",
        "What does the chart of the road say, to somebody who does not see it?",
        (Press("Road to full inspections"), Press("Table", "button", if_there=True)),
        (
            r"[Pp]roviders (need \d+ and make \d+|are [\d,]+ (past|short of) their target)",
            rf"Providers ?{N_OF_N} \(\d+%\)",
        ),
        (RECORDS,),
    ),
    Asked(
        "15",
        "Why we went, in black and white",
        (Press("Why we went"), Press("By region, type and time", if_there=True)),
        (r"Region Share of visits ?Prioritised", r"England (\d+% ?){2,4}"),
        NO_REASON,
    ),
    Asked(
        "16",
        "Coverage on a phone of 320 pixels",
        (Press("Coverage"), Press("Every area")),
        (r"South East — \d+%",),
        (RECORDS,),
        width=320,
    ),
    Asked(
        "17",
        "An authority with next to nothing: the Isles of Scilly",
        (Choose("Area", "Isles of Scilly", "Isles of Scilly"), Press("Areas")),
        (r"provider in the Isles of Scilly", r"(0|1) of (the one|1) provider"),
        (RECORDS,),
    ),
    Asked(
        "18",
        "What came of the rows of a file, and what is blank in them?",
        (Press("Data and downloads"), Press("What came in")),
        (r"Read ?Used ?Set aside", rf"Visits: selection basis ?{N_OF_N} \(\d+%\)"),
    ),
    Asked(
        "19",
        "Prove it",
        (Press("all checks passed"), Press(r"Show all \d+ checks", "summary")),
        (r"\d+ of \d+ checks hold", r"Check ?One side ?The other ?Equal"),
    ),
    Asked(
        "20a",
        "Which page says whether we will be ready?",
        (Press("Road to full inspections"),),
        (r"When we will be ready", rf"Providers ?\W*{COURSE}"),
        (RECORDS,),
    ),
    Asked(
        "20b",
        "What is new, and what are the known faults?",
        (
            Press("Data and downloads"),
            Press("News and notices"),
        ),
        ("What is new in this dashboard", "Accessibility statement"),
    ),
)

QUESTIONS = (
    Asked(
        "Q1",
        "How far through are we?",
        (),
        (
            rf"In England we have visited {N_OF_N} providers \(\d+%\)",
            rf"Providers, April 2021: \W*{COURSE}",
        ),
        (RECORDS,),
    ),
    Asked(
        "Q2",
        "What share of visits found serious or widespread concerns, and is it moving?",
        (Press("What we found"), Press("By judgement, type and time", if_there=True)),
        (
            r"Serious concerns at [^.]* of prioritised visits in [^.]* spans of four weeks",
            r"likely range \d+ to \d+%",
        ),
        NO_CONCERNS,
    ),
    Asked(
        "Q3",
        "Who had serious concerns, and what judgement did they hold?",
        (Press("What we found"), Press("By judgement, type and time", if_there=True)),
        (r"\d+ of the \d+ prioritised visits .* serious concerns were to .* last judged good",),
        NO_CONCERNS,
    ),
    Asked(
        "Q4",
        "In my region, which settings are still unseen, and for how long?",
        (Press("Coverage"), Press("Who is left")),
        (
            rf"setting unseen longest(?: in these records)? was last seen at a .* on {DAY}, .* ago",
            r"North West",
            URN,
            r"(outstanding|good|requires improvement to be good|inadequate), \d+ \w+ \d{4}",
            r"do not hold a tier of concern for a setting that has not been visited",
        ),
        (RECORDS,),
        start="/?area=north-west",
    ),
    Asked(
        "Q5",
        "Which homes registered since the start have never been seen on site?",
        (Press("Coverage"), Press("Who is left")),
        (rf"{N_OF_N} .* have no visit on site on record; [\d,]+ of them registered since {DAY}",),
        (RECORDS,),
    ),
    Asked(
        "Q6",
        "After a serious concern, did we go back, when, and what did we do?",
        (Press("Enforcement"), Press("What followed", if_there=True)),
        (rf"Re-visited ?{N_OF_N} \(\d+%\) ?\d+ days", rf"Action issued ?{N_OF_N}"),
        NO_ACTIONS,
    ),
    Asked(
        "Q7",
        "What is in force, what needs review within 14 days, which follow-ups are late?",
        (Press("Enforcement"),),
        (
            rf"\d+ settings have an action in force on {DAY}",
            rf"actions in force are due for review by {DAY}",
            "cannot say which follow-ups were late",
        ),
        NO_ACTIONS,
    ),
    Asked(
        "Q8",
        "Which authorities have an area for priority action, and what is their answer?",
        (Press("What we found"),),
        (
            r"\d+ authorities have an area for priority action in a published letter",
            "Whether an authority has answered its letter, and how, is not in these records",
        ),
        ("Areas for priority action in letters to local authorities are not in these records",),
    ),
    Asked(
        "Q9",
        "Which authorities last judged inadequate have had no visit?",
        (Press("Why we went"), Press("Judgement and sample", if_there=True)),
        (
            rf"Visited: {N_OF_N} \(\d+%\) local authorities last judged inadequate",
            "Last judged inadequate and not yet visited: [A-Z]",
        ),
        ("so which of those last judged inadequate we have visited is not known",),
    ),
    Asked(
        "Q10",
        "Who will be visited by several inspectorates in the same quarter?",
        (Press("Areas"), Press("Inspection load")),
        (r"Visits by other inspectorates \(O\)", "not in these records"),
        start="/?area=E10000016",
    ),
    Asked(
        "Q11",
        "Which letters are past the standard, by region?",
        (Press("What we found"), Press("Letters")),
        (r"\d+ over 30 working days", r"Of those, over 30 working days", "The standard of 30"),
    ),
    Asked(
        "Q12",
        "On site, remote or both: by week, and do findings differ? What did restrictions do?",
        (Press("What we found"), Press("How we visited", if_there=True)),
        (
            r"[\d,]+ of [\d,]+ visits \(\d+%\) were wholly on site in the \d+ whole weeks with",
            r"\d+ of the \d+ prioritised visits that found serious concerns were on site",
        ),
        NO_MODES,
    ),
    Asked(
        "Q13",
        "Are the flexibilities used, and is the reason recorded?",
        (Press("What we found"), Press("What letters mention", if_there=True)),
        (
            r"Use of coronavirus flexibilities: going well at \d+ visits",
            "not whether a reason was recorded",
        ),
        NO_THEMES,
    ),
    Asked(
        "Q14",
        "For my authority and those like it: how many, last judgement, last seen, in force?",
        (Press("Areas"),),
        (
            rf"In Kent we have visited {N_OF_N} providers",
            r"similar authorities together",
            (
                r"Prior judgement:? ?(outstanding|good|requires improvement|inadequate)",
                "its judgement and visits to it are not in these records",
            ),
            (r"Last on site ?\d+ \w{3}", "whether anyone was on site is not in these records"),
            (r"\d+ actions? (is|are) in force", "enforcement is not in these records"),
        ),
        (RECORDS,),
        start="/?area=E10000016",
    ),
    Asked(
        "Q15",
        "What can I say today, and where is it from?",
        (Press("Briefing, files, sharing"),),
        ("Safe to share: the release of 7 December 2020", "Source: "),
        shared=True,
    ),
)
