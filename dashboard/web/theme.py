"""The theme and the settings that a browser is told with every run, made once.

They are the same for as long as a server runs; made anew they cost 1.1 ms of CPU of each change.

Around Streamlit 1.67: it reads each option of its theme again for every run, six times over.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from streamlit.proto.NewSession_pb2 import Config, CustomThemeConfig
from streamlit.runtime import app_session


def once(fill: Callable[..., None], kind: Callable[[], Any]) -> Callable[..., None]:
    """Give a function that fills a message as `fill` does, which is called once for a section."""

    @cache
    def filled(*section: str) -> Any:
        made = kind()
        fill(made, *section)
        return made

    def given(message: Any, *section: str) -> None:
        made = filled(*section)
        if made.ByteSize():  # what nothing is set in is not sent
            message.MergeFrom(made)

    return given


THEME = once(app_session._populate_theme_msg, CustomThemeConfig)
SETTINGS = once(app_session._populate_config_msg, Config)


def install() -> None:
    """Let Streamlit tell what was made once."""
    app_session._populate_theme_msg = THEME
    app_session._populate_config_msg = SETTINGS
