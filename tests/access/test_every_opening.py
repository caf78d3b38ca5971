"""Whatever opens a store for readers says for which scope: nothing is whole by an oversight."""

import ast
from pathlib import Path

import pytest

import dashboard

PACKAGE = Path(dashboard.__file__).parent
OPENERS = ("open_store", "open_reconciled", "kept")
BELOW = ("cli", "records", "snapshots", "measures/opening.py", "disclosure/mode.py")
"""What does not serve readers."""
WHOLE = {
    ("reconciliation.py", "open_reconciled"),  # what fails for all is held back for all
}
"""Functions that open everything for a reader who may not see it, and give none of it."""


def calls():
    """Find each call of an opener in what serves readers: the file, the function, and the call."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.relative_to(PACKAGE).parts[0] in BELOW:
            continue
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.FunctionDef):
                for call in ast.walk(function):
                    if isinstance(call, ast.Call) and getattr(call.func, "id", "") in OPENERS:
                        yield path.name, function.name, call


def names_a_scope(call):
    named = [keyword.value for keyword in call.keywords if keyword.arg == "scope"]
    last = [*named, *call.args[3:]]
    return any("scope" in ast.unparse(each) or "NO_LIMIT" in ast.unparse(each) for each in last)


def test_every_store_is_opened_for_a_scope():
    found = list(calls())
    assert len(found) >= 6
    without = {(file, function) for file, function, call in found if not names_a_scope(call)}
    assert without <= WHOLE, without


def test_a_call_without_a_scope_is_found():
    call = ast.parse("open_store(root, name=name)").body[0].value
    assert not names_a_scope(call)
    assert names_a_scope(ast.parse("open_store(root, name=n, scope=store.scope)").body[0].value)


@pytest.mark.parametrize("module", ["exhibits", "ui", "files", "measures"])
def test_nobody_reads_who_a_reader_is_but_the_sign_in(module):
    for path in (PACKAGE / module).rglob("*.py"):
        if path.name != "sign_in.py":
            text = path.read_text(encoding="utf-8")
            assert "st.user" not in text
            assert "st.context" not in text
