/** Marks in the contents of the page the section that one is at. */
/* Around Streamlit 1.67: its parts are found by .stMain, names that it does not promise. */

import { look } from "./calm.js"

/** A section is the one that one is at from when it begins in the upper half of the page. */
const UPPER = { rootMargin: "1000000px 0px -50% 0px" }
const above = new Set()
let watch = null

function mark() {
  const there = [...document.querySelectorAll(".stMain .anchor[id^=section-]")].filter((each) => above.has(each))
  const named = there.length ? `#${there.at(-1).id}` : ""
  for (const link of document.querySelectorAll(".contents .sections a")) {
    if (link.hash === named) link.setAttribute("aria-current", "location")
    else link.removeAttribute("aria-current")
  }
}

function met(entries) {
  for (const { target, isIntersecting } of entries) above[isIntersecting ? "add" : "delete"](target)
  for (const each of above) if (!each.isConnected) above.delete(each)
  mark()
}

/** Watch where each section begins, those that are new too. */
export function watchSections() {
  const root = document.querySelector(".stMain")
  if (!root) return
  if (watch?.root !== root) watch = new IntersectionObserver(met, { root, ...UPPER })
  look(".stMain .anchor[id^=section-]", (each) => watch.observe(each))
  look(".contents", mark)
}
