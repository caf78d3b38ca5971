/** Following links within the pages, and landing on what an address names after its #. */
/* Around Streamlit 1.67: its own links to pages are a message each; it follows the browser's history, and scrolls within .stMain. */

const ACTS = ["wheel", "touchmove", "keydown", "pointerdown"]
const PLAIN = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey

const FOLLOWED = ".pages a, nav.contents a, .tiles dt a:not(.explain)"
let pressed = null

/** Follow a link that was drawn anew while it was pressed: a browser tells of no click on it. */
function again({ clientX, clientY }) {
  const link = pressed?.isConnected === false && document.elementFromPoint(clientX, clientY)?.closest(FOLLOWED)
  if (link && link.textContent === pressed.textContent) link.click()
}

/** Follow a link to a page, or to a part, a section or an exhibit of this one, without loading it anew. */
function follow(event) {
  const link = event.target.closest?.(FOLLOWED)
  const isThere = link && (link.matches(".pages a") || link.pathname === location.pathname)
  if (!isThere || !PLAIN(event)) return
  event.preventDefault()
  if (link.pathname !== location.pathname) document.querySelector(".stMain")?.scrollTo(0, 0)
  go(link.href)
  if (location.hash) land()
  else stay(link)
}

/** Change the address; what it opens is asked of the server where it is another choice. */
export function go(address) {
  const before = location.pathname + location.search
  if (address !== location.href) history.pushState(null, "", address)
  if (location.pathname + location.search !== before) dispatchEvent(new PopStateEvent("popstate"))
}

/** Mark a part or a page as the open one at once, and keep the focus on its link when the links come anew. */
function stay(link) {
  const until = performance.now() + 8_000
  const [among, marked] = link.matches(".pages a") ? [".pages", "page"] : ["ul", "true"]
  for (const each of link.closest(among).querySelectorAll("a")) each.removeAttribute("aria-current")
  link.setAttribute("aria-current", marked)
  const look = () => {
    const now = document.querySelector(`${among === "ul" ? ".tabs" : among} [aria-current="${marked}"]`)
    if (now && document.activeElement === document.body) now.focus({ preventScroll: true })
    if (link.isConnected && performance.now() < until) setTimeout(look, 50)
  }
  look()
}

/** Open the part of the page that holds what is named, where it is not the open one. */
function open(id) {
  const part = document.querySelector(`.tabs a[data-holds~="${CSS.escape(id)}"]:not([aria-current])`)
  if (!part || document.querySelector(".tabs .whole [aria-current]")) return false
  carry(part)
  history.replaceState(null, "", `${part.search}#${id}`)
  dispatchEvent(new PopStateEvent("popstate"))
  return true
}

/** Bring what is named into view, with focus, until it stands still or a reader acts. */
function land() {
  const until = performance.now() + 8_000
  let still = 0
  let focused = null
  let stopped = false
  const stop = () => { stopped = true }
  const listen = (change) => ACTS.forEach((act) => change(act, stop, { passive: true }))
  let opened = false
  const look = () => {
    if (stopped) return listen(removeEventListener)  // one who presses must not have it move under them
    const named = decodeURIComponent(location.hash.slice(1))
    const place = document.getElementById(named)
    if (!place && !opened) opened = open(named)
    const before = place?.getBoundingClientRect().top
    place?.scrollIntoView({ block: "start" })
    if (place !== focused) place?.focus({ preventScroll: true })
    focused = place
    still = place && Math.abs(place.getBoundingClientRect().top - before) < 2 ? still + 1 : 0
    if (still < 10 && performance.now() < until) setTimeout(look, 100)
    else listen(removeEventListener)
  }
  setTimeout(() => listen(addEventListener))
  look()
}

/** Add the filters of the address to a link that names only what it asks beside them. */
function carry(link) {
  link.dataset.asks ??= link.search
  const asked = new URLSearchParams(location.search)
  for (const [name, value] of new URLSearchParams(link.dataset.asks)) {
    if (value) asked.set(name, value)
    else asked.delete(name)
  }
  link.search = asked
}

function carried(event) {
  const link = event.target.closest?.("a.carries")
  if (link) carry(link)
}

for (const use of ["pointerdown", "focusin", "click"]) addEventListener(use, carried, true)
addEventListener("pointerdown", (event) => { pressed = PLAIN(event) ? event.target.closest?.(FOLLOWED) : null }, true)
addEventListener("pointerup", again)
addEventListener("click", follow)
if (location.hash) land()
