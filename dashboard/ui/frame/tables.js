/** Tables that are sorted by their headings, searched and opened whole, in the browser alone.
    Without a script, and on paper, each is whole and in its first order. */

import { announce, make } from "./calm.js"
import { compare, isOfFigures, worth } from "./worth.js"

export const SORTED = ".stApp .stHtml table:is(.plain, .matrix, .counts, .dots, .bars):not(.bridge)"
const LISTED = ".plain"
const SEARCHED = 15
const LONG = 12
const LONG_ON_PHONES = 6

/** Give the headings of a table a button each, and a long list a search and a way to see all of it. */
export function enhance(table) {
  const rows = table.tBodies[0]?.rows.length ?? 0
  const headings = table.tHead?.rows.length === 1 ? [...table.tHead.rows[0].cells] : []
  const whole = [...(table.tBodies[0]?.rows ?? [])].every((row) => row.cells.length === headings.length)
  if (!headings.length || !whole || rows < 3) return
  for (const heading of headings) {
    if (isUnsorted(heading)) continue
    const button = make("button", { type: "button", className: "sort" })
    button.append(...heading.childNodes)
    button.addEventListener("click", () => sort(table, heading))
    heading.append(button)
  }
  if (rows > SEARCHED) search(table)
  if (table.matches(LISTED) && rows > LONG_ON_PHONES) fold(table, rows)
}

/** Say whether a heading is only to be seen, only to be heard, or has something else to press. */
function isUnsorted(heading) {
  if (heading.closest(".axis, .unseen, [aria-hidden=true]")) return true
  return !heading.textContent.trim() || Boolean(heading.querySelector("button, .unseen, .swatch"))
}

function sort(table, heading) {
  const place = heading.cellIndex
  const rows = [...table.tBodies[0].rows]
  const sorted = rows.filter((row) => !row.matches(".total"))
  const texts = sorted.map((row) => row.cells[place].textContent)
  const figures = isOfFigures(texts)
  const before = heading.getAttribute("aria-sort")
  const down = before ? before === "ascending" : figures
  const values = new Map(sorted.map((row, at) => [row, worth(texts[at], figures)]))
  sorted.sort((one, other) => compare(values.get(one), values.get(other), down))
  table.tBodies[0].append(...sorted, ...rows.filter((row) => row.matches(".total")))
  for (const each of heading.parentNode.cells) each.removeAttribute("aria-sort")
  heading.setAttribute("aria-sort", down ? "descending" : "ascending")
  const order = figures ? ["smallest or earliest", "largest or latest"] : ["A", "Z"]
  announce(table, `Sorted by ${heading.textContent}, ${order[Number(down)]} first`)
}

function search(table) {
  const label = make("label", { className: "search", textContent: "Search this table" })
  const field = make("input", { type: "search" })
  label.append(field)
  ;(table.closest(".scroll") ?? table).before(label)
  field.addEventListener("input", () => {
    const asked = field.value.trim().toLowerCase()
    const rows = [...table.tBodies[0].rows]
    for (const row of rows) row.hidden = Boolean(asked) && !row.textContent.toLowerCase().includes(asked)
    table.toggleAttribute("data-searched", Boolean(asked))
    const found = rows.filter((row) => !row.hidden).length
    announce(table, asked ? `${found} of ${rows.length} rows` : `All ${rows.length} rows`)
  })
}

/** Show the first rows of a long list until all are asked for. */
function fold(table, rows) {
  table.dataset.folded = rows > LONG ? "" : "phones"
  const button = make("button", { type: "button", className: "all", textContent: `Show all ${rows} rows of this table` })
  button.addEventListener("click", () => {
    delete table.dataset.folded
    table.tabIndex = -1
    table.focus({ preventScroll: true })
    announce(table, `All ${rows} rows are shown`)
    button.remove()
  })
  const last = table.closest(".scroll") ?? table
  last.after(button)
}
