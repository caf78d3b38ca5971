/** Says the figures of a mark beside the pointer, and by key: a chart is one stop, arrows go from mark to mark. */
/* Around Streamlit 1.67: its parts are found by .stHtml, names that it does not promise. */

import { announce } from "./calm.js"
import { hideLabel, isShown, showLabel } from "./label.js"
import { said } from "./said.js"

export const MARKS = `.stHtml :is(table.bars tbody tr, table.dots tbody tr, .part[style*=width], table.counts td:has(.room),
  table:is(.matrix, .strip) tbody td, .columns > span, .line > .mark, .way)`
const CHARTS = ".stHtml :is(table:is(.bars, .dots, .stack, .counts, .matrix, .strip, .profile), .columns, .way)"
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity }

/** Let each chart be reached by keyboard: itself, or the room in which it scrolls. */
export function offerKeys() {
  for (const chart of document.querySelectorAll(`${CHARTS}:not(.scroll *, .bars:has(a), [tabindex])`)) chart.tabIndex = 0
}

const stopOf = (target) => {
  const stop = target.matches?.(".scroll, [tabindex]") ? target : null
  return stop && (stop.matches(CHARTS) || stop.querySelector(`:scope > ${CHARTS.replace(".stHtml ", "")}`)) ? stop : null
}

/** List the marks of a chart that are seen, in the order in which they are read. */
const marksOf = (stop) => (stop.matches(MARKS) ? [stop] : [...stop.querySelectorAll(MARKS)].filter((mark) => mark.checkVisibility()))

let marked = null

/** Mark what is spoken of, and put its figures beside a point of the window. */
function point(mark, x, y) {
  if (mark !== marked) leave()
  marked = mark
  mark.dataset.pointed = ""
  showLabel(said(mark), x, y)
}

function leave() {
  if (marked) delete marked.dataset.pointed
  marked = null
  hideLabel()
}

/** Speak of a mark of the chart that has the focus, beside the mark itself. */
function reach(stop, mark) {
  mark.scrollIntoView({ block: "nearest", inline: "nearest" })
  const { left, right, bottom } = mark.getBoundingClientRect()
  point(mark, (left + right) / 2, bottom)
  announce(stop, said(mark).join(": "))
}

addEventListener("pointerover", (event) => {
  const mark = event.target.closest?.(MARKS)
  if (mark) point(mark, event.clientX, event.clientY)
  else leave()
})
addEventListener("pointermove", (event) => marked?.contains(event.target) && point(marked, event.clientX, event.clientY))
addEventListener("scroll", () => document.activeElement !== document.body || leave(), { capture: true, passive: true })
document.addEventListener("pointerleave", leave)

addEventListener("focusin", ({ target }) => {
  const row = target.matches?.("table.bars tbody a:focus-visible") && target.closest(MARKS)
  if (!row) return leave()
  const { right, bottom } = target.getBoundingClientRect()
  point(row, right, bottom)
})
addEventListener("focusout", leave)

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && isShown()) return leave()
  const stop = stopOf(event.target)
  if (!stop || !(event.key in STEPS) || event.ctrlKey || event.metaKey || event.altKey) return
  const marks = marksOf(stop)
  if (!marks.length) return
  event.preventDefault()
  const here = marks.indexOf(marked)
  const next = here < 0 ? (event.key === "End" ? Infinity : 0) : here + STEPS[event.key]
  reach(stop, marks[Math.min(Math.max(next, 0), marks.length - 1)])
})
