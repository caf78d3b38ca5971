/** "My area": a region or an authority that a reader's own browser keeps, one click away on every page. */

import { look, make } from "./calm.js"
import { go } from "./links.js"

const KEY = "my-area"
const ASKED = ["area", "regions"]

/** Read what is kept: its words in an address, and its name; null where there is nothing. */
function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY))
    return typeof found?.area === "string" && typeof found?.name === "string" ? found : null
  } catch {
    return null
  }
}

function keep(area) {
  try {
    if (area) localStorage.setItem(KEY, JSON.stringify(area))
    else localStorage.removeItem(KEY)
  } catch {
    // A browser that keeps nothing still shows what is chosen.
  }
}

/** Give the area that is shown, as it would be kept: not that of the address, which may not be known. */
function chosen(place) {
  const found = Object.fromEntries(ASKED.map((name) => [name, place.dataset[name] || null]))
  return { ...found, name: place.parentElement.querySelector(".change span").textContent }
}

let isAsked = false

/** Choose what is kept, with every other filter as it is. */
function show(mine) {
  isAsked = true
  const query = new URLSearchParams(location.search)
  for (const name of ASKED) mine[name] ? query.set(name, mine[name]) : query.delete(name)
  go(`${location.pathname}?${query}`)
}

/** Offer what can be done with the area that is chosen and the one that is kept. */
function offer(place) {
  const [mine, here] = [kept(), chosen(place)]
  const button = (textContent, label, act) => {
    const made = make("button", { type: "button", textContent })
    made.setAttribute("aria-label", label)
    made.title = label
    made.addEventListener("click", act)
    return made
  }
  const again = (area) => () => {
    keep(area)
    offer(place)
    place.querySelector("button")?.focus()
  }
  const isMine = mine && mine.area.toLowerCase() === here.area?.toLowerCase()
  const offered = []
  if (isMine) offered.push(button("★ Forget my area", `Forget my area: ${mine.name}`, again(null)))
  else {
    if (mine) offered.push(button("★ My area", `My area: ${mine.name}`, () => show(mine)))
    if (here.area) offered.push(button(mine ? "☆" : "☆ Make mine", `Make mine: ${here.name}`, again(here)))
  }
  place.replaceChildren(...offered)
  if (isAsked && document.activeElement === document.body) place.querySelector("button")?.focus({ preventScroll: true })
  isAsked = false
}

/** Offer it wherever the bar is drawn anew. */
export const offerMine = () => look(".st-key-filters .mine", offer)

addEventListener("storage", ({ key }) => {
  if (key === KEY) document.querySelectorAll(".st-key-filters .mine").forEach(offer)
})
