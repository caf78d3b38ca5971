"""A leak planted in any kind of file, with every hash and the log made to fit, is found."""

import json
import re
import shutil
from dataclasses import replace
from hashlib import sha256

import pytest
from click.testing import CliRunner

from dashboard.cli import main
from dashboard.disclosure import log
from dashboard.disclosure.checking import figures_at_fault, files_at_fault, verify
from dashboard.disclosure.folder import APPROVAL, PUBLIC, RELEASE, approved
from dashboard.disclosure.release import Given, as_json
from dashboard.disclosure.rounding import Rounded
from dashboard.disclosure.whole import standing
from dashboard.files.png import to_png
from dashboard.packs.released import lightly, texts, written
from dashboard.packs.released.files import SUMS, makers


def exact(release):
    """Tell one regional count as it is."""
    name = next(name for name in release.figures if name.startswith("in_force"))
    figures = release.figures[name]
    place = next(place for place, one in figures.items() if place != "England" and one.value)
    return replace(
        release,
        figures={**release.figures, name: {**figures, place: Given(13, figures[place].as_at)}},
    )


def unrounded(release):
    """Tell one share of counts that were not rounded."""
    name = next(name for name in release.figures if "Prioritised" in name)
    figures = release.figures[name]
    changed = {**figures, "England": Given(figures["England"].value + 3, figures["England"].as_at)}
    return replace(release, figures={**release.figures, name: changed})


def row_too_many(release):
    """Tell a row of a place that has none."""
    return replace(release, regions=(*release.regions, "Yorkshire alone"))


def sorted_by_truth(release):
    """Put the regions in another order, which tells which has most."""
    return replace(release, regions=tuple(reversed(release.regions)))


def sentence(release):
    """Say a true count in words."""
    tables = tuple(replace(of, title=f"{of.title} (3 of them ended)") for of in release.tables)
    return replace(release, tables=tables)


LEAKS = (exact, unrounded, row_too_many, sorted_by_truth, sentence)


def fit(root, name):
    """Make manifest, approval and log fit the files, as who has the folder could."""
    path = root / name
    told = json.loads((path / RELEASE).read_bytes())
    told["files"] = {
        file.relative_to(path / PUBLIC).as_posix(): sha256(file.read_bytes()).hexdigest()
        for file in sorted((path / PUBLIC).rglob("*"))
        if file.is_file()
    }
    if (path / "counts.json").exists():
        told["counts"] = sha256((path / "counts.json").read_bytes()).hexdigest()
    (path / RELEASE).write_bytes(as_json(told))
    digest = sha256((path / RELEASE).read_bytes()).hexdigest()
    (path / APPROVAL).write_bytes(as_json({"by": "Bob", "sha256": digest}))
    for file in root.glob(f"{log.LOG}*"):
        file.unlink()
    log.repair(root)


def plant(root, leak, write):
    """Put in place of a release's files those that tell a leak; name the files that differ."""
    kept = standing(root)[1]
    leaky, whole = write(leak(kept.release)), write(kept.release)
    planted = [name for name in leaky if leaky[name] != whole.get(name)]
    for name in planted:
        (kept.path / PUBLIC / name).parent.mkdir(exist_ok=True)
        (kept.path / PUBLIC / name).write_bytes(leaky[name])
    fit(root, kept.name)
    return planted


@pytest.mark.parametrize("leak", LEAKS)
def test_a_leak_in_any_text_is_found(own, leak):
    planted = plant(own, leak, texts)
    kinds = {name.rpartition(".")[2] for name in planted}
    assert kinds >= ({"html", "svg"} if leak is sentence else {"html", "csv"})
    found = " ".join(verify(own, texts, texts))
    assert all(f"{name} is" in found for name in planted)


def test_a_bar_of_true_height_is_found(own):
    svg = standing(own)[1].path / PUBLIC / "pictures" / "actions.svg"
    svg.write_text(higher(svg.read_text(encoding="utf-8")), encoding="utf-8")
    fit(own, standing(own)[1].name)
    assert "pictures/actions.svg is not what the release tells" in " ".join(
        verify(own, texts, texts)
    )


def test_a_file_too_many_and_a_file_too_few_are_found(own):
    public = standing(own)[1].path / PUBLIC
    (public / "notes.txt").write_text("3 in London")
    (public / "why.html").unlink()
    said = " ".join(verify(own, texts, texts))
    assert "notes.txt is not one of its files" in said and "why.html is missing" in said
    fit(own, standing(own)[1].name)
    assert " ".join(verify(own, texts, texts)).startswith(said)


@pytest.mark.parametrize("given", ["exact", "narrow", "repeated"])
def test_a_figure_of_the_release_itself_that_is_not_rounded_is_found(own, given):
    kept = standing(own)[1]
    told, day = json.loads((kept.path / RELEASE).read_bytes()), kept.day
    name = next(name for name in day.told if name.startswith("in_force"))
    if given == "repeated":
        told["release"]["figures"][name]["London"] = {"value": 3, "as_at": "2020-11-02"}
    else:
        ends = (3, 3) if given == "exact" else (2, 4)
        day.told[name]["London"] = Rounded(3 if given == "exact" else None, *ends)
        (kept.path / "counts.json").write_bytes(as_json(day))
        if given == "exact":
            told["release"]["figures"][name]["London"]["value"] = 3
    (kept.path / RELEASE).write_bytes(as_json(told))
    fit(own, kept.name)
    assert any("London" in said for said in figures_at_fault(approved(own)))
    assert verify(own, texts, texts)


def higher(svg):
    """Draw one bar of a picture as high as its true count."""
    bar = re.findall(r'width="(\d+\.\d)" height="20\.0"', svg)[-2]
    return svg.replace(f'width="{bar}" height="20.0"', 'width="7.7" height="20.0"', 1)


PLANTED = {
    "index.html": unrounded,
    "enforcement.html": exact,
    "why.html": sentence,
    "figures.csv": row_too_many,
    "tables/actions.csv": sorted_by_truth,
    "tables.ods": exact,
    "tables.xlsx": unrounded,
    "pictures/actions.svg": higher,
    "pictures/actions.png": higher,
    "briefings/london.html": unrounded,
    "briefings/london.pdf": sentence,
    "briefings/england.docx": unrounded,
    "briefings/london.ods": sentence,
    "briefings/london.png": sentence,
    "SHA256SUMS": None,
}
"""One leak in each kind of file: the sums of all files are written anew to hide the others."""


def leaky(release, name, leak):
    """Write one file of a release with a leak in it."""
    if leak is higher:
        svg = higher(texts(release)[name.replace(".png", ".svg")].decode())
        return to_png(svg) if name.endswith(".png") else svg.encode()
    told = leak(release)
    return makers(told)[name]() if name in makers(told) else texts(told)[name]


@pytest.mark.long
def test_a_leak_in_each_kind_of_file_is_found_by_the_command(whole, tmp_path):
    root = shutil.copytree(whole, tmp_path / "releases")
    kept = standing(root)[1]
    public = kept.path / PUBLIC
    for name, leak in PLANTED.items():
        if leak is not None:
            content = leaky(kept.release, name, leak)
            assert content != kept.content(name), name
            (public / name).write_bytes(content)
    names = sorted(name for name in kept.files if name != SUMS)
    sums = [f"{sha256((public / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (public / SUMS).write_text("".join(sums))
    fit(root, kept.name)
    kinds = {name.rpartition(".")[2] for name in PLANTED}
    assert kinds == {name.rpartition(".")[2] for name in kept.files}
    said = CliRunner().invoke(main, ["release", "--to", str(root), "--verify"])
    assert said.exit_code == 1
    found = [line for line in said.stderr.splitlines() if line.startswith(kept.name)]
    assert found == [
        f"{kept.name}: {name} is not what the release tells." for name in sorted(PLANTED)
    ]


@pytest.mark.long
def test_files_are_the_same_bytes_each_time(whole):
    kept = standing(whole)[1]
    assert files_at_fault(kept, written) == []
    assert files_at_fault(kept, lightly) == []
