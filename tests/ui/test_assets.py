"""Files that a browser fetches once: a script finds those that it imports under their names."""

import re

import pytest

from dashboard.ui import assets

SCRIPTS = [file for file in assets.files() if file.suffix == ".js"]
FORMS = (
    'import {{ one }} from "./{}"',
    'import "./{}"',
    'export * from "./{}"',
    'const late = import("./{}")',
)


@pytest.mark.parametrize("form", FORMS)
def test_whichever_way_a_script_is_imported_it_is_found(tmp_path, form):
    (tmp_path / "other.js").write_text("export const one = 1\n")
    script = tmp_path / "script.js"
    script.write_text(form.format("other.js") + '\nconst said = "./other.js"\n')
    first, last = assets.content(script).decode().splitlines()
    assert first == form.format(assets.named(tmp_path / "other.js"))
    assert last == 'const said = "./other.js"', "only what is imported is renamed"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda file: file.name)
def test_no_script_of_ours_asks_for_a_name_that_is_not_served(script):
    served = {assets.named(file) for file in assets.files()}
    asked = re.findall(r'(?:from|import)\s*\(?\s*"\./([^"]+)"', assets.content(script).decode())
    assert {*asked} <= served
