"""Compare the ways of forecasting and print what came of it as Markdown: `make study`."""

from tests.study.compare import on_snapshots, simulated

RUNS = 1000
NAMES = {"held": "{:.0%}", "width": "{:,.0f}", "score": "{:,.0f}"}


def table(rows, title):
    """Write one table: a row for each method, three figures for each kind of programme."""
    kinds = rows["kind"].unique(maintain_order=True).to_list()
    heads = [f"{kind} ({rows.filter(kind=kind)['tries'][0]} tries)" for kind in kinds]
    lines = [
        f"### {title}",
        "",
        f"| method | {' | '.join(heads)} |",
        "|---" * (len(heads) + 1) + "|",
    ]
    for method in rows["method"].unique(maintain_order=True):
        cells = [_cell(rows.filter(kind=kind, method=method).row(0, named=True)) for kind in kinds]
        lines.append(f"| {method} | {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _cell(row):
    return " · ".join(text.format(row[name]) for name, text in NAMES.items())


def main():
    """Print the tables: simulated programmes, then the weekly records as they were known."""
    print("Each cell: share of ranges that held (8 in 10 were meant to) · mean width · score.\n")
    print(table(simulated(RUNS), "Simulated programmes"))
    print(table(on_snapshots(), "Each Monday of the illustrative records, from complete weeks"))
    raw = on_snapshots(complete=False)
    print(table(raw, "The same, with weeks that were still arriving taken as they stood"))


if __name__ == "__main__":
    main()
