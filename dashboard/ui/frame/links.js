/** Landing on what an address names after its #, also where it is there only later. */

const ACTS = ["wheel", "touchmove", "keydown", "pointerdown"]
const PLAIN = (event) => event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey

/** Follow a link to a section of the same page without loading the page anew. */
function follow(event) {
  const link = event.target.closest?.("nav.contents a")
  if (!link || !PLAIN(event)) return
  event.preventDefault()
  const opens = link.search !== location.search
  if (link.href !== location.href) history.pushState(null, "", link.href)
  if (opens) dispatchEvent(new PopStateEvent("popstate"))
  land()
}

/** Bring what is named into view, with focus, until it stands still or a reader acts. */
function land() {
  const until = performance.now() + 8_000
  let still = 0
  let focused = null
  let stopped = false
  const stop = () => { stopped = true }
  const listen = (change) => ACTS.forEach((act) => change(act, stop, { passive: true }))
  const look = () => {
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)))
    const before = place?.getBoundingClientRect().top
    place?.scrollIntoView({ block: "start" })
    if (place !== focused) place?.focus({ preventScroll: true })
    focused = place
    still = place && Math.abs(place.getBoundingClientRect().top - before) < 2 ? still + 1 : 0
    if (!stopped && still < 10 && performance.now() < until) setTimeout(look, 100)
    else listen(removeEventListener)
  }
  setTimeout(() => listen(addEventListener))
  look()
}

addEventListener("click", follow)
if (location.hash) land()
