"""Make the pictures of pages in the README, of the illustrative records: `make pictures`."""

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from tests.browser.serving import Reader, opened_browser, served

FOLDER = Path(__file__).parents[1] / "dashboard" / "docs" / "pictures"
PAGES = {"summary": "", "coverage": "h2.headline", "road": "h2.headline"}
"""The pages, and what stands at the top of the picture where that is not its head."""
SCROLL = "top => { top.style.scrollMarginTop = '24px'; top.scrollIntoView() }"
WIDTH, HEIGHT = 1366, 900
SHOWN = 800
COLOURS = (64, 48, 32, 24, 16)
LARGEST = 60_000


def small(picture):
    """Make a picture as small as a README needs: narrower, with few colours."""
    whole = Image.open(BytesIO(picture)).convert("RGB")
    height = round(whole.height * SHOWN / whole.width)
    narrow = whole.resize((SHOWN, height), Image.Resampling.LANCZOS)
    tried = (written(narrow, colours) for colours in COLOURS)
    return next(made for made in tried if len(made) <= LARGEST)


def written(picture, colours):
    """Write a picture with so many colours."""
    made = BytesIO()
    picture.quantize(colours, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        made, "PNG", optimize=True
    )
    return made.getvalue()


def main():
    """Open each page, and keep what a reader sees of it."""
    FOLDER.mkdir(exist_ok=True)
    with (
        TemporaryDirectory() as folder,
        served(Path(folder) / "log") as server,
        opened_browser() as browser,
    ):
        context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
        reader = Reader(context, server, WIDTH, HEIGHT)
        for path, top in PAGES.items():
            page = reader.open("/" if path == "summary" else f"/{path}")
            if top:
                page.locator(top).first.evaluate(SCROLL)
            made = small(reader.settled().screenshot())
            (FOLDER / f"{path}.png").write_bytes(made)
            print(f"{path}: {len(made):,} bytes")


if __name__ == "__main__":
    main()
