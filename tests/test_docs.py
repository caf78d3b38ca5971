"""What is written about the dashboard stays true, and nothing of one machine is in it."""

import ast
import re
import subprocess
import tomllib
from collections import Counter, defaultdict
from functools import cache
from itertools import chain, takewhile
from pathlib import Path

import click
import pytest
from PIL import Image

from dashboard.cli import main
from dashboard.exhibits.pages import PAGES
from dashboard.records.model import TABLES
from dashboard.render.toolbar import FORMS, PICTURES, SHAPES
from dashboard.settings import PACKAGE
from tests.commands import COMMANDS
from tests.pictures import FOLDER, LARGEST, SHOWN
from tests.pictures import PAGES as PICTURED

REPOSITORY = Path(__file__).parents[1]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
DOCS = PACKAGE / "docs"
GUIDES = {page.name: page.read_text(encoding="utf-8") for page in sorted(DOCS.glob("*.md"))}
COMMAND = GUIDES["command.md"]
WRITTEN = "\n".join([README, *GUIDES.values()])
LONGEST, LONGEST_FUNCTION = 250, 40
DISPLAY, SAME = ("exhibits", "render", "ui", "packs", "delivery"), 76
"""The packages that show and take away; an expression of so many letters stands once in them."""

REGISTRY = re.compile(
    r"index-url[ =]+\S*//|trusted-host[ =]|\b(?:files|registry|proxy)\.[a-z]+\.(?:org|io)\b"
)
MACHINE = re.compile(r"(?<![\w.}])/(?:home|Users|root|work|mnt|private/var)/\w|[A-Z]:\\\\?Users")


@cache
def tracked():
    """Give the text files that git tracks, with their text."""
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=REPOSITORY, capture_output=True, check=False
    )
    if listed.returncode:
        pytest.skip("this is not a checkout, so there is no list of tracked files")
    files = (REPOSITORY / name for name in listed.stdout.decode().split("\0") if name)
    return {file: text for file in files if file.is_file() and (text := read(file)) is not None}


def read(file):
    """Read a file as text, or give None for one that is not text."""
    try:
        return file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        return None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_the_readme_has_a_row_for_every_page_with_its_question(page):
    assert f"| {page.name} | {page.question} |" in README


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_guide_shows_every_command_and_its_options_as_its_help_does(command):
    shown = re.search(rf"^ +visits-dashboard {command}\b.*(?:\n {{20,}}.*)*", COMMAND, re.MULTILINE)
    assert shown, f"visits-dashboard {command} is not in command.md"
    for option in COMMANDS[command].params:
        longest = max(option.opts, key=len)
        hidden = getattr(option, "hidden", False)
        if longest.startswith("--") and not hidden:
            given = "" if option.is_flag else option.make_metavar(click.Context(main)).strip("[]")
            assert f"{longest} {given}".strip() in shown[0]


def test_the_readme_is_short_and_leads_to_every_guide():
    assert len(README.splitlines()) <= 120
    assert {name for name in GUIDES if f"(dashboard/docs/{name})" not in README} == set()


@pytest.mark.parametrize("name", ["README.md", *GUIDES])
def test_every_link_of_the_guides_leads_to_a_file(name):
    page = REPOSITORY / name if name == "README.md" else DOCS / name
    for link in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / link).exists(), link


def test_the_readme_names_no_page_command_or_place_that_is_not_there():
    pages = re.findall(r"^\| ([A-Z][\w ]+) \| .+\? \|$", README, re.MULTILINE)
    assert set(pages) == {page.name for page in PAGES}
    commands = re.findall(r"visits-dashboard ([a-z][a-z-]+)", WRITTEN)
    assert set(commands) == set(COMMANDS)
    for place in re.findall(r"`((?:dashboard|data|geo|tests)/[\w/.]*)`", WRITTEN):
        assert (REPOSITORY / place).exists(), place
    packages = {f"`dashboard/{each.parent.name}/`" for each in PACKAGE.glob("*/__init__.py")}
    assert {each for each in packages if each not in README} == set(), "say what is in it"


def test_the_readme_names_every_form_that_is_taken_away():
    named = {name.lower() for name in re.findall(r"\w+", README)}
    assert {
        name.lower() for name in (*FORMS.values(), *PICTURES.values(), *SHAPES.values())
    } <= named


AROUND = re.compile(r"^(?:/\* )?Around Streamlit (\d+\.\d+): \w.+\.", re.MULTILINE)
INSIDE = re.compile(
    r"from streamlit\.|from streamlit import config|/_stcore|__streamlit|data-testid|\.st[A-Z]\w"
)
"""What only a module does that rests on more of Streamlit than its public interface."""


def test_each_place_that_works_around_streamlit_is_listed_and_was_checked_with_its_version():
    files = [file for ending in ("py", "js", "css") for file in PACKAGE.rglob(f"*.{ending}")]
    texts = {str(f.relative_to(PACKAGE)): f.read_text(encoding="utf-8") for f in files}
    checked = {name: found[1] for name, text in texts.items() if (found := AROUND.search(text))}
    resting = {name for name, text in texts.items() if INSIDE.search(text)}
    assert resting - {*checked} == set(), "say why, and the version: Around Streamlit 1.2: …"
    assert set(re.findall(r"^\| `(\S+)` \|", GUIDES["upgrading.md"], re.MULTILINE)) == {*checked}
    lock = (REPOSITORY / "requirements-run.lock").read_text(encoding="utf-8")
    locked = re.search(r"^streamlit==(\d+\.\d+)", lock, re.MULTILINE)[1]
    assert {name for name, version in checked.items() if version != locked} == set(), locked


def rows_of(table):
    """Give the rows of the table of a guide that begins with some heading."""
    lines = table.partition("|---")[2].partition("\n")[2].splitlines()
    return [line.strip("| ").split(" | ") for line in takewhile(str.strip, lines)]


def test_every_term_of_the_glossary_stands_in_the_code_where_it_is_said_to():
    terms, _ = GUIDES["glossary.md"].split("## Words that are not")
    found = rows_of(terms)
    assert len(found) > 30
    for term, _, where in found:
        module, name = re.fullmatch(r"`(\S+)` `(\w+)`", where).groups()
        stands = rf"^\s*(?:(?:def|class) {name}\b|\"?{name}\"?\s*[:=])"
        assert re.search(stands, (PACKAGE / module).read_text("utf-8"), re.MULTILINE), term


def test_no_module_class_or_function_has_a_name_that_is_not_used():
    banned = {words[1].strip("`") for words in rows_of(GUIDES["glossary.md"].split("## Words")[1])}
    modules = {module: ast.parse(module.read_text("utf-8")) for module in PACKAGE.rglob("*.py")}
    named = {(path.stem, path.name) for path in PACKAGE.rglob("*") if path.suffix in ("", ".py")}
    for module, tree in modules.items():
        kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
        named |= {(node.name, module.name) for node in ast.walk(tree) if isinstance(node, kinds)}
    assert len(banned) > 4 and len(named) > 2000
    assert {f"{name} in {module}" for name, module in named if name in banned} == set()


def test_the_readme_shows_the_pictures_that_are_made_of_pages():
    shown = dict(re.findall(r"!\[(.+?)\]\(dashboard/docs/pictures/(\w+)\.png\)", README))
    assert sorted(shown.values()) == sorted(PICTURED) == sorted(p.stem for p in FOLDER.iterdir())
    for name in PICTURED:
        picture = FOLDER / f"{name}.png"
        assert picture.stat().st_size <= LARGEST
        with Image.open(picture) as opened:
            assert opened.width == SHOWN


def test_the_changelog_has_an_entry_for_the_version():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    changes = (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
    heading = re.search(
        rf"^## \[?{re.escape(project['version'])}\]?.*\n+((?:[^#\n].*\n+)+)", changes, re.MULTILINE
    )
    assert heading, f"CHANGELOG.md has nothing under {project['version']}"


def test_every_table_has_a_template_and_a_guide_to_its_columns():
    guide = (REPOSITORY / "data" / "columns.md").read_text(encoding="utf-8")
    for name, schema in TABLES.items():
        template = (REPOSITORY / "data" / "templates" / f"{name}.csv").read_text(encoding="utf-8")
        assert template.splitlines()[0].split(",") == schema.column_names()
        assert all(column in guide for column in schema.column_names())


def test_no_module_is_too_long_to_read():
    lengths = {
        str(module.relative_to(REPOSITORY)): len(module.read_text(encoding="utf-8").splitlines())
        for module in (REPOSITORY / "dashboard").rglob("*")
        if module.suffix in (".py", ".js")
    }
    assert {name: length for name, length in lengths.items() if length > LONGEST} == {}


def test_no_room_holds_a_quarter_of_the_code_and_no_function_is_longer_than_a_screen():
    rooms, long = Counter(), []
    for module in PACKAGE.rglob("*.py"):
        text = module.read_text(encoding="utf-8")
        rooms[module.relative_to(PACKAGE).parts[0]] += text.count("\n")
        long += [
            (module.name, node.name)
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            and node.end_lineno - node.lineno >= LONGEST_FUNCTION
        ]
    (largest, lines), *_ = rooms.most_common()
    assert lines < sum(rooms.values()) / 4, largest
    assert long == []


def test_no_logic_of_what_is_shown_stands_twice():
    stands = defaultdict(set)
    modules = chain.from_iterable((PACKAGE / room).rglob("*.py") for room in DISPLAY)
    for module in modules:
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.expr) and not isinstance(node, ast.Constant):
                stands[ast.unparse(node)].add(f"{module.relative_to(PACKAGE)}:{node.lineno}")
    assert len(stands) > 10_000
    again = {said: places for said, places in stands.items() if len(places) > 1}
    assert {said: places for said, places in again.items() if len(said) >= SAME} == {}


def test_the_picture_of_the_floors_has_every_package_in_the_order_that_is_kept():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = project["tool"]["importlinter"]["contracts"]
    floors = next(each["layers"] for each in contracts if each["type"] == "layers")
    heights = {name: -n for n, floor in enumerate(floors) for name in floor.split(" | ")}
    picture = re.search(r"^    areas/.*(?:\n {4}.*)*", GUIDES["architecture.md"], re.MULTILINE)[0]
    drawn = [name for name in re.findall(r"(\w+)/", picture) if name in heights]
    packages = {each.parent.name for each in PACKAGE.glob("*/__init__.py")}
    assert packages ^ {*drawn} == set()
    assert sorted(drawn, key=heights.get) == drawn


def test_one_visit_row_is_followed_to_its_bar_in_nine_files_that_each_have_what_they_are_said_to():
    walk = GUIDES["architecture.md"].split("## One visit row")[1].split("\n## ")[0]
    steps = re.findall(r"^\d+\. `(\S+\.py)`:? (.*(?:\n   .*)*)", walk, re.MULTILINE)
    assert [place for place, _ in steps] == re.findall(r"^\d+\. `(\S+)`", walk, re.MULTILINE)
    assert 7 < len(steps) <= 9
    for place, said in steps:
        text = (PACKAGE / place).read_text(encoding="utf-8")
        for name in re.findall(r"`(?:Store\.)?(\w+)(?:\(.*?\))?`", said):
            assert re.search(rf"\b{name}\b", text), f"{place} has no {name}"


def test_html_is_written_where_pages_are_drawn_and_sent_and_nowhere_else():
    tag = re.compile(
        r"</?(?:div|span|p|table|t[rdh]|ul|li|h\d|a|section|main|html|body|dl|svg)(?=[\s>])"
    )
    drawn = (PACKAGE / room for room in ("render", "ui", "web"))
    own = {path for room in drawn for path in room.rglob("*.py")}
    for module in {*PACKAGE.rglob("*.py")} - own:
        nodes = ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        said = [node.value for node in nodes if isinstance(node, ast.Constant)]
        assert not any(isinstance(text, str) and tag.search(text) for text in said), module.name


@pytest.mark.parametrize("banned", [REGISTRY, MACHINE], ids=["registry", "machine"])
def test_no_tracked_file_names_a_registry_or_a_place_on_one_machine(banned):
    found = {
        f"{file.relative_to(REPOSITORY)}: {match[0]}"
        for file, text in tracked().items()
        for match in [banned.search(text)]
        if match and file != Path(__file__)
    }
    assert found == set()


def test_no_tracked_code_leaves_something_to_do_or_hides_a_warning():
    marks = re.compile(r"# *(?:TODO|FIXME|XXX|noqa|type: ignore(?!\[))|pytest\.mark\.xfail")
    code = {file: text for file, text in tracked().items() if file.suffix in (".py", ".js")}
    found = {file.name for file, text in code.items() if marks.search(text)}
    assert found <= {Path(__file__).name}
