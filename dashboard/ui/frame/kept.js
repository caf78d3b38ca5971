/** Keeps open what a reader opened on a page when it is drawn anew: nothing moves then. */
/* Around Streamlit 1.67: its parts are found by .stHtml, names that it does not promise. */

/** Menus close by themselves, and the contents are folded again once one has chosen. */
const OPENS = ".stHtml details:not(.take, .opens, .days, .menu, .contents > details)"
const opened = new Set()
let page = ""

/** Name what opens by its words without figures, which a choice changes, and by which of these it is. */
function name(details, named) {
  const words = details.querySelector("summary")?.textContent.replace(/[\d,]+/g, "") ?? ""
  const said = details.matches(".change") ? "change" : words
  named.set(said, (named.get(said) ?? 0) + 1)
  return `${said}#${named.get(said)}`
}

/** Name everything on the page that opens. */
function names() {
  const named = new Map()
  return [...document.querySelectorAll(OPENS)].map((details) => [details, name(details, named)])
}

/** Open again what was open before, as long as the reader is on the same page. */
export function keepOpen() {
  if (page !== location.pathname) opened.clear()
  page = location.pathname
  if (!opened.size) return
  for (const [details, named] of names()) {
    if ("kept" in details.dataset) continue
    details.dataset.kept = ""
    if (opened.has(named)) details.open = true
  }
}

function remember({ target }) {
  if (!target.matches?.(OPENS)) return
  target.dataset.kept = ""
  const [, named] = names().find(([details]) => details === target)
  opened[target.open ? "add" : "delete"](named)
}

addEventListener("toggle", remember, true)
