"""What a reader does on the way to an answer, and what it costs them."""

import re
from dataclasses import dataclass, field

from tests.tasks import sight

ROLES = ("link", "button", "summary")
FOLDED = {
    ".st-key-navigation": ".menu summary",
    ".st-key-filters": ".change summary",
    ".contents": ".contents summary",
}
"""What opens the pages, the filters and the contents where a window is narrow."""


@dataclass
class Cost:
    """Clicks and keys, pixels scrolled before and after them, and what is said to be not known."""

    clicks: int = 0
    keys: int = 0
    scrolled: int = 0
    seconds: float = 0.0
    after: list[int] = field(default_factory=list)
    untold: list[str] = field(default_factory=list)

    @property
    def furthest(self):
        """Give how far one scrolls after the last click, to the furthest thing that answers."""
        return max(self.after, default=0)


def found(page, target, cost):
    """Give a control that can be seen, opening what it is folded in; count that."""
    target.first.wait_for(state="attached", timeout=sight.TIMEOUT)
    for one in target.all():
        if one.is_visible():
            return one
    for place, opener in FOLDED.items():
        if target.first.evaluate("(one, place) => Boolean(one.closest(place))", place):
            page.locator(opener).first.click()
            cost.clicks += 1
    target.first.wait_for(timeout=sight.TIMEOUT)
    return target.first


def click(page, target, cost):
    """Press a control once it is found."""
    one = found(page, target, cost)
    cost.scrolled += sight.to(one)
    cost.clicks += 1
    one.click(timeout=sight.TIMEOUT)


@dataclass(frozen=True)
class Press:
    """A link, a button or what opens something, by all of its name, `beside` other words.

    One that is pressed `if_there` is passed over on a page without it.
    """

    name: str
    role: str = "link"
    beside: str = ""
    if_there: bool = False

    def take(self, one, cost):
        """Press it, and wait until the page follows."""
        page = one.page
        place = page.locator("li", has_text=self.beside) if self.beside else page
        if self.role == "summary":
            target = place.locator("summary", has_text=re.compile(self.name))
        else:
            whole = re.compile(f"^{self.name}$")
            target = place.get_by_role(self.role, name=whole, include_hidden=True)
        if self.if_there and not target.count():
            return
        before = page.url
        click(page, target, cost)
        if self.role == "link":
            page.wait_for_function("before => location.href !== before", arg=before)
            self._follow(one)

    def _follow(self, one):
        if "/release/" in one.page.url:
            return
        one.settled()
        one.page.wait_for_timeout(150)
        one.settled()


@dataclass(frozen=True)
class Choose:
    """An option of a filter: its list is opened and the option taken, two clicks."""

    label: str
    option: str
    said: str

    def take(self, one, cost):
        """Choose it, and wait until the page says so."""
        box = one.page.get_by_role("combobox", name=self.label, exact=True, include_hidden=True)
        click(one.page, box, cost)
        box.fill(self.option)
        one.page.get_by_role("option", name=self.option, exact=True).click()
        cost.clicks += 1
        one.saying(self.said)


@dataclass(frozen=True)
class Write:
    """Something written into a field, with Enter: one click; `if_there` as of Press."""

    label: str
    text: str
    role: str = "spinbutton"
    if_there: bool = False

    def take(self, one, cost):
        """Write it."""
        box = one.page.get_by_role(self.role, name=self.label, include_hidden=True)
        if self.if_there and not box.count():
            return
        click(one.page, box, cost)
        box.fill(self.text)
        box.press("Enter")
        one.settled()


HERE = """() => { let here = document.activeElement
  while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement
  if (here.matches?.(".areas [data-code]")) return "authority"
  const named = here.closest("label") ?? here
  return (here.getAttribute("aria-label") || named.textContent).trim() }"""
WAY = """code => { let here = document.activeElement
  while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement
  if (here.dataset.code === code) return null
  const there = here.getRootNode().querySelector(`.areas [data-code=${code}]`)
  const [from, to] = [here, there].map((one) => one.getBoundingClientRect())
  return [to.x - from.x, to.y - from.y] }"""
"""How far an authority of the map is from the one that has the focus; null when it has it."""
MOST_KEYS = 150


@dataclass(frozen=True)
class Tab:
    """The tab key until something has the focus, by how its name begins; then other keys."""

    name: str
    then: tuple[str, ...] = ("Enter",)

    def take(self, one, cost):
        """Go to it; AssertionError where so many keys do not reach it."""
        pressed = 0
        while not one.page.evaluate(HERE).startswith(self.name):
            one.page.keyboard.press("Tab")
            pressed += 1
            assert pressed < MOST_KEYS, self.name
        for key in self.then:
            one.page.keyboard.press(key)
        cost.keys += pressed + len(self.then)
        sight.still(one.page)
        one.settled()


@dataclass(frozen=True)
class Arrows:
    """Arrow keys to an authority on the map that has the focus, and Enter, which keeps its card."""

    to: str

    def take(self, one, cost):
        """Go there a step at a time."""
        while (way := one.page.evaluate(WAY, self.to)) and cost.keys < MOST_KEYS:
            steps = sorted(zip(map(abs, way), _keys(*way), strict=True), reverse=True)
            for _, key in steps:
                one.page.keyboard.press(key)
                cost.keys += 1
                if one.page.evaluate(WAY, self.to) != way:
                    break
        one.page.keyboard.press("Enter")
        cost.keys += 1


def _keys(across, down):
    return "ArrowRight" if across > 0 else "ArrowLeft", "ArrowDown" if down > 0 else "ArrowUp"
