"""How many actions there were, by kind, week, authority, region and setting type."""

from dashboard.exhibits.common import areas_map
from dashboard.exhibits.download import of_settings
from dashboard.exhibits.enforcement import actions, in_force, powers
from dashboard.exhibits.exhibit import Columns, Counts, Exhibit
from dashboard.measures import action_counts, actions_in_force, results, week_completeness
from dashboard.measures.selection import Selection
from dashboard.measures.store import Store
from dashboard.wording import words

STILL_ARRIVING = "Hatched weeks are not over, or records of them still arrive: they may grow."


def kinds(store: Store, selection: Selection) -> Exhibit | None:
    """Give each kind of action: in force, issued and ended side by side."""
    if not powers.can_show(store, selection):
        return None
    rows, measures = action_counts.by_kind(store, selection), action_counts.BY_KIND
    return Exhibit(
        "kinds",
        actions.headline_kinds(rows),
        f"Actions against {words.whom(selection, store)}, by kind of action",
        (Counts(rows, actions.short(measures), "Action", actions.TOTALS),),
        of_settings(store, selection, measures, rows, "actions by kind"),
        tuple(f"{measure.label}: {measure.definition}" for measure in measures),
    )


def weeks(store: Store, selection: Selection) -> Exhibit | None:
    """Give how many actions were issued and ended each week, on one scale."""
    if not powers.can_show(store, selection):
        return None
    rows, measures = action_counts.by_week(store, selection), action_counts.BY_WEEK
    is_drawn, late = action_counts.is_drawn(rows), week_completeness.unfinished(store, selection)
    return Exhibit(
        "weeks",
        actions.headline_weeks(rows, store, selection),
        f"Actions issued and ended each week, {words.whom(selection, store)}",
        (Columns(rows, actions.short(measures), late),) if is_drawn else (),
        of_settings(store, selection, measures, rows, "actions by week"),
        (STILL_ARRIVING,) if is_drawn and late else (),
    )


def authorities(store: Store, selection: Selection) -> Exhibit | None:
    """Give how many actions are in force in every authority, on a map in one colour."""
    if not powers.can_show(store, selection):
        return None
    chosen, measures = results.around(selection), action_counts.BY_PLACE
    rows = actions_in_force.by_authority(store, selection)
    title = f"Actions in force against {words.whom(chosen, store)}, by local authority"
    return Exhibit(
        "areas",
        in_force.where(rows, store.scope.label if selection.is_authority else ""),
        title,
        (areas_map.in_force(rows, title, store, selection),),
        of_settings(store, chosen, measures, rows.drop("settings"), "actions by authority"),
        source=(f"boundaries of {store.vintage}",),
    )


def regions(store: Store, selection: Selection) -> Exhibit | None:
    """Give how many actions are in force in every region, in the regions' own order, if any is."""
    if not powers.any_in_force(store, selection.anywhere()):
        return None
    chosen, whole = selection.anywhere(), store.scope.label
    rows, measures = action_counts.by_region(store, chosen), action_counts.BY_PLACE
    here = results.region_of(store, selection)
    return Exhibit(
        "regions",
        actions.headline_regions(rows),
        f"Actions in force against {words.noun(chosen)}, by region, all of {whole}",
        (Counts(rows, actions.labels(measures), "Region", (whole,), here=here, chooses="area"),),
        of_settings(store, chosen, measures, rows, "actions by region"),
    )


def types(store: Store, selection: Selection) -> Exhibit | None:
    """Give how many actions are in force against every setting type they may be used on, if any."""
    if not powers.any_in_force(store, selection):
        return None
    rows, measures = action_counts.by_type(store, selection), action_counts.BY_PLACE
    return Exhibit(
        "types",
        actions.headline_types(rows),
        f"Actions in force against {words.whom(selection, store)}, by setting type",
        (Counts(rows, actions.labels(measures), "Setting type", actions.TOTALS),),
        of_settings(store, selection, measures, rows, "actions by type"),
    )
