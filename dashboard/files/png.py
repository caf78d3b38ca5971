"""SVG as PNG without a browser, in the font that travels with the dashboard."""

from importlib.resources import as_file, files

import resvg_py

WIDTH = 1600


def to_png(svg: str, width: int = WIDTH) -> bytes:
    """Draw an SVG as a PNG so many pixels wide; nothing is fetched."""
    with as_file(files("fontpkg_arimo") / "files") as fonts:
        return bytes(
            resvg_py.svg_to_bytes(
                svg_string=svg,
                width=width,
                skip_system_fonts=True,
                font_dirs=[str(fonts)],
                font_family="Arimo",
                sans_serif_family="Arimo",
            )
        )
