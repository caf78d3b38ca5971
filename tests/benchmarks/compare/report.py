"""What a run came to, as JSON with every round, and as the tables of the guide to performance."""

import json

from tests.benchmarks.compare.targets import TARGETS
from tests.benchmarks.compare.telling import middle, of, ratios, table, told

BEGIN, END = "<!-- measured -->", "<!-- end -->"
"""Between these stands in the guide what the last whole run came to."""
NAMES = [target.name for target in TARGETS]
OWN = {target.name for target in TARGETS if target.server == "dashboard"}


def write(folder, machine, found):
    """Write bench.json and bench.md."""
    phases = ("changes", "loads", "starts")
    flat = {phase: [_flat(one) for one in found[phase]] for phase in phases}
    said = {"machine": machine, **found, **flat}
    (folder / "bench.json").write_text(json.dumps(said, indent=1), encoding="utf-8")
    parts = [_machine(machine, found)]
    parts += [write_part(found) for write_part in (changes, loads, starts, readers)]
    (folder / "bench.md").write_text("\n\n".join(filter(None, parts)) + "\n", encoding="utf-8")


def put_into(guide, folder):
    """Put the tables into the guide, in the place of those that it has."""
    text = guide.read_text(encoding="utf-8")
    before, rest = text.split(f"{BEGIN}\n")
    said = (folder / "bench.md").read_text(encoding="utf-8")
    guide.write_text(f"{before}{BEGIN}\n\n{said}\n{END}{rest.split(END)[1]}", encoding="utf-8")


def _flat(one):
    return {f"{name}, {kind}": told for (name, kind), told in one.items()}


def _machine(machine, found):
    rounds = len(found["changes"]) or len(found["starts"])
    return (
        f"{machine['day']}, {machine['cores']} cores; {rounds} rounds. Medians; ratios are of the "
        "same round, with the interval in which their median lies with nine chances in ten."
    )


def changes(found):
    """Write how long a change takes to the last paint, and what it costs."""
    rounds = found["changes"]
    if not rounds:
        return ""
    head = ["page", "paint, ms", "÷ trivial", "÷ Dash", "server's CPU, ms", "kB down", "MiB"]
    rows = []
    for name in NAMES:
        for kind in ("new", "before") if name in OWN else ("new",):
            memory = found["memory"].get("dashboard" if name in OWN else name)
            rows.append(
                [
                    f"{name}, {'made before' if kind == 'before' else 'new'}"
                    if name in OWN
                    else name,
                    middle(of(rounds, name, "paint", kind)),
                    told(ratios(rounds, name, "trivial", "paint", kind)),
                    told(ratios(rounds, name, "Dash", "paint", kind)),
                    middle(of(rounds, name, "cpu", kind), 1),
                    middle([size / 1000 for size in of(rounds, name, "received", kind)], 1),
                    f"{memory:,.0f}" if memory else "–",
                ]
            )
    return "Change of a filter\n\n" + table(head, rows)


def loads(found):
    """Write how a page comes the first time."""
    rounds = found["loads"]
    if not rounds:
        return ""
    narrow = found["narrow"]
    head = ["page", "whole, ms", "÷ trivial", "largest paint, ÷ trivial", "layout shift"]
    head += ["at 390", "longest task, ms", "kB", "times"]
    rows = []
    for name in NAMES:
        shifts = of(rounds, name, "shift")
        if not shifts:
            continue
        rows.append(
            [
                name,
                middle(of(rounds, name, "whole")),
                told(ratios(rounds, name, "trivial", "whole")),
                told(ratios(rounds, name, "trivial", "largest")),
                f"{max(shifts):.3f}",
                f"{narrow[name]:.3f}" if name in narrow else "–",
                middle(of(rounds, name, "blocked")),
                middle([size / 1000 for size in of(rounds, name, "received")]),
                len(shifts),
            ]
        )
    return "First load, nothing kept (the largest shift; medians of the rest)\n\n" + table(
        head, rows
    )


def starts(found):
    """Write how long a cold process takes to its first answer."""
    rounds = found["starts"]
    if not rounds:
        return ""
    rows = [
        [
            name,
            middle(of(rounds, name, "whole"), 2),
            told(ratios(rounds, name, "trivial", "whole")),
            middle(of(rounds, name, "cpu"), 2),
            len(of(rounds, name, "whole")),
        ]
        for name in ("trivial", "dashboard")
    ]
    head = ["page", "first answer, s", "÷ trivial", "CPU, s", "times"]
    return "A cold process\n\n" + table(head, rows)


def readers(found):
    """Write what many readers at once came to."""
    head = ["page", "readers", "due a second", "answered", "p50, ms", "p95, ms", "CPU each, ms"]
    head += ["MiB a reader", "errors"]
    rows = []
    for one in found["readers"]:
        quantiles = [round(1000 * each) for each in one["seconds_p50_p95_p99"]] or ["–", "–"]
        rows.append(
            [
                one["page"],
                one["readers"],
                round(one["due_a_second"]),
                one["answered_a_second"],
                *quantiles[:2],
                one["cpu_ms_each"],
                one["mib_a_reader"],
                one["errors"],
            ]
        )
    return "Many readers at once, a change each 5 s\n\n" + table(head, rows) if rows else ""
