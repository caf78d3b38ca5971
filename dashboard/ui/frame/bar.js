/** The filter bar: it covers nothing that has the focus, and on a phone it closes as easily as it opens. */
/* Around Streamlit 1.67: its parts are found by .stMain, names that it does not promise. */

const BAR = ".st-key-filters"
const ROOM = 12

const opened = () => document.querySelector(`${BAR} .change[open]`)

/** Close the bar of a phone; the focus goes back to what opens it where it was inside. */
function close() {
  const details = opened()
  if (!details) return
  const inside = document.querySelector(BAR).contains(document.activeElement)
  details.open = false
  if (inside) details.querySelector("summary").focus({ preventScroll: true })
}

/** Say whether something is on the page, outside the bar; a list that is open lies above both. */
const isBeyond = (node) => Boolean(node?.closest?.(".stMain")) && !node.closest(BAR)

/** Move the page where the bar lies over what has the focus. */
function uncover({ target }) {
  const bar = document.querySelector(BAR)
  if (!isBeyond(target) || !bar) return
  if (opened()) opened().open = false
  requestAnimationFrame(() => {
    const [over, under] = [bar, target].map((one) => one.getBoundingClientRect())
    if (under.height > innerHeight / 2 || under.bottom <= over.top || under.top >= over.bottom) return
    const isAtTop = over.top < innerHeight / 2
    target.closest(".stMain").scrollBy(0, isAtTop ? under.top - over.bottom - ROOM : under.bottom - over.top + ROOM)
  })
}

addEventListener("focusin", uncover)
addEventListener("pointerdown", ({ target }) => isBeyond(target) && close())
addEventListener("keydown", (event) => {
  const field = event.target.closest?.(`${BAR} *`)
  if (event.key === "Escape" && field && field.getAttribute("aria-expanded") !== "true") close()
})

/** Show the day of the figures in the list of days as it opens. */
addEventListener("toggle", ({ target }) => {
  const list = target.matches?.(".days[open]") && target.querySelector("ul")
  const day = list && list.querySelector("[aria-current]")
  if (day) list.scrollTop = day.offsetTop - list.clientHeight / 2
}, true)
