"""Write what leaders take away into a folder: briefings, every page as text, and everything."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import click

from dashboard.cli.options import (
    FOLDER,
    as_at_option,
    check_targets,
    chosen_mode,
    chosen_root,
    in_one_sentence,
    mode_option,
    snapshots_option,
)
from dashboard.disclosure.folder import approved
from dashboard.measures import Selection, opening, store
from dashboard.records.check import RecordsError
from dashboard.settings import INTERNAL, Settings

Step = tuple[str, Callable[[], bytes]]
"""The place of a file in the folder, and what writes it."""


@click.command()
@click.argument("folder", type=FOLDER)
@as_at_option
@snapshots_option
@mode_option
@in_one_sentence
def export(folder: Path, as_at: date | None, snapshots: Path | None, mode: str | None) -> None:
    """Write files to take away into FOLDER.

    Briefings for England and every region, every page as text, and all tables as one zip; of
    illustrative records unless there is a folder of snapshots.
    With --mode share or public the files of a release are copied: the latest, or that of a day.
    """
    if chosen_mode(mode) != INTERNAL:
        _released(folder, as_at)
        return
    check_targets()
    root = chosen_root(snapshots)
    if root is not None:
        os.environ["VISITS_SNAPSHOTS"] = str(root.resolve())
    opened = opening.open_store(root, as_at)
    steps = list(_steps(opened))
    with click.progressbar(steps, label="Writing", item_show_func=_name) as shown:
        for place, written in shown:
            file, content = folder / place, written()
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    click.echo(f"{len(steps)} files as at {opened.as_at} are in {folder}.")


def _released(folder: Path, as_at: date | None) -> None:
    """Copy the files of a release, byte for byte."""
    named = {kept.name: kept for kept in approved(Settings().releases)}
    name = as_at.isoformat() if as_at else max(named, default="")
    if name not in named:
        raise RecordsError(
            f"There is no approved release to write{f' of {name}' if name else ''}. Name their "
            "folder as VISITS_RELEASES, and make one with visits-dashboard release --as-at DAY "
            "--to FOLDER; somebody else approves it."
        )
    for place in named[name].files:
        content = named[name].content(place)
        if content is None:
            raise RecordsError(f"{place} of the release of {name} is not as it was made.")
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    click.echo(f"{len(named[name].files)} files of the release of {name} are in {folder}.")


def _name(step: Step | None) -> str:
    return step[0] if step else ""


def _steps(opened: store.Store) -> Iterator[Step]:
    """List the files: text of every page, a briefing for each area in all its forms, one zip."""
    from dashboard import delivery  # brings Streamlit, which the other commands do without
    from dashboard.measures import choice
    from dashboard.wording import words

    whole = Selection()
    for path in delivery.VIEWS:
        yield f"text/{path}.html", partial(_text, path, opened, whole)
    regions = opened.authorities[whole.region_column].unique(maintain_order=True)
    for area in (None, *map(str, regions)):
        chosen = replace(whole, area=area)
        stem = words.slug(choice.area_name(area, opened))
        for form in ("pdf", "docx", "png", "html", "ods"):
            yield f"briefings/{stem}.{form}", partial(_briefing, form, opened, chosen)
    yield delivery.EVERYTHING, lambda: delivery.everything(opened, whole).content


def _briefing(form: str, opened: store.Store, chosen: Selection) -> bytes:
    from dashboard import delivery

    return delivery.brief(form, opened, chosen).content


def _text(path: str, opened: store.Store, chosen: Selection) -> bytes:
    from dashboard import delivery

    return delivery.twin_without_files(path, opened, chosen).encode()
