"""How far one has to scroll until something that a page says is in sight."""

AWAY = r"""wanted => {
  const signs = [], BLANK = /[\s\u00a0]/
  const add = (node, inline) => {
    if (!inline && signs.length && signs.at(-1)[0] !== " ") signs.push([" ", node, 0])
    for (let at = 0; at < node.data.length; at += 1) {
      const sign = BLANK.test(node.data[at]) ? " " : node.data[at]
      if (sign === "\u2060" || (sign === " " && signs.at(-1)?.[0] === " ")) continue
      signs.push([sign, node, at])
    }
  }
  let block = null
  const visit = (root) => {
    for (const node of root.childNodes) {
      if (node.nodeType === 3 && node.data.trim()) {
        let around = node.parentElement
        while (around && getComputedStyle(around).display === "inline" && !around.ownerSVGElement)
          around = around.parentElement
        add(node, around === block)
        block = around
      } else if (node.nodeType === 1 && !["SCRIPT", "STYLE"].includes(node.tagName)
        && (getComputedStyle(node).display === "contents"
          || node.checkVisibility({ visibilityProperty: true }))) visit(node.shadowRoot ?? node)
    }
  }
  visit(document.body)
  const box = ([, node, at]) => {
    const range = document.createRange()
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    return range.getBoundingClientRect()
  }
  const filters = document.querySelector(".st-key-filters")
  const sticks = [filters, filters?.parentElement].some(one => one
    && ["sticky", "fixed"].includes(getComputedStyle(one).position))
  const bar = sticks && filters.getBoundingClientRect()
  const below = bar && bar.height < 120 && bar.top > innerHeight / 2
  const floor = below ? bar.top : innerHeight
  const ceiling = bar && !below ? bar.bottom : 0
  const distance = (signs) => {
    const boxes = [signs[0], signs.at(-1)].map(box)
    if (boxes.some(one => one.width === 0 || one.height < 2)) return null
    const top = Math.min(...boxes.map(one => one.top))
    const bottom = Math.max(...boxes.map(one => one.bottom))
    if (bottom < ceiling) return bar && bottom <= bar.top ? Math.max(0, -top) : ceiling - top
    return Math.max(0, Math.min(bottom, top + 60) - floor)
  }
  const text = signs.map(([sign]) => sign).join("")
  const found = [...text.matchAll(new RegExp(wanted, "g"))]
    .map(({ index, 0: said }) => [distance(signs.slice(index, index + said.length)), said])
    .filter(([far]) => far !== null)
    .sort(([one], [other]) => one - other)
  return found.length ? [Math.round(found[0][0]), found[0][1]] : null }"""
"""Give the pixels that one scrolls, up or down, to the nearest place that says what is wanted in
words that can be seen, and these: in the page, in the shadow of a map or in a dialog; else null.
A place is in sight from its first line, below a bar that sticks.
"""
STILL = """() => {
  const { scrollTop, scrollHeight } = document.querySelector(".stMain") ?? document.body
  const at = `${location} ${scrollTop} ${scrollHeight}`
  if (window.at !== at) Object.assign(window, { at, since: performance.now() })
  return performance.now() - window.since > 400 }"""
TARGET = """target => {
  const { top, bottom } = target.getBoundingClientRect()
  return Math.round(Math.max(0, -top, bottom - innerHeight)) }"""
TIMEOUT = 30_000


def still(page):
    """Wait until a page neither grows nor scrolls."""
    page.wait_for_function(STILL, polling=100, timeout=TIMEOUT)


def away(page, wanted, untold=()):
    """Give how far what is wanted is, or the first that says it is `untold`, and its words.

    `wanted` may be a pair, with what says so of it first. TimeoutError of Playwright's where a page
    says neither.
    """
    wanted, *of_it = [wanted] if isinstance(wanted, str) else wanted
    untold = [*of_it, *untold]
    page.wait_for_function(AWAY, arg="|".join([wanted, *untold]), polling=250, timeout=TIMEOUT)
    if found := page.evaluate(AWAY, wanted):
        return found[0], None
    return next(found for each in untold if (found := page.evaluate(AWAY, each)))


def to(target):
    """Give how far a control is that is pressed next."""
    return target.evaluate(TARGET)
