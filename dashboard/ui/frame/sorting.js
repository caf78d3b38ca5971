/** Sorting a table: by its headings, and by a list of them where a narrow screen has no headings. */

import { announce, make } from "./calm.js"
import { compare, isOfFigures, worth } from "./worth.js"

const TOLD = ".told, .dots, .plain[style]:not(details.table .numbers)"
const FEW = 6
const ORDERS = { figures: ["smallest or earliest", "largest or latest"], words: ["A", "Z"] }

/** Let a table be sorted; `part` says of which rows, where it has only the first of them. */
export function offerSorting(table, headings, part) {
  const sorted = headings.filter((heading) => !isUnsorted(heading))
  for (const heading of sorted) {
    const button = make("button", { type: "button", className: "sort" })
    button.append(...heading.childNodes)
    button.addEventListener("click", () => sort(table, heading, part))
    heading.append(button)
  }
  if (sorted.length && table.matches(TOLD) && body(table).length > FEW) offerList(table, sorted, part)
}

/** Offer the headings as a list, for where the table is told row by row. */
function offerList(table, headings, part) {
  const label = make("label", { className: "sorts", textContent: "Sort by" })
  const list = make("select", {})
  list.append(make("option", { value: "", textContent: "as listed", disabled: true, selected: true }))
  headings.forEach((heading, place) => {
    const ways = isOfFigures(texts(table, heading)) ? [true, false] : [false, true]
    for (const down of ways) {
      const textContent = `${heading.textContent}, ${order(table, heading, down)} first`
      list.append(make("option", { value: `${place} ${down}`, textContent }))
    }
  })
  list.addEventListener("change", () => {
    const [place, down] = list.value.split(" ")
    sort(table, headings[place], part, down === "true")
  })
  label.append(list)
  ;(table.closest(".scroll") ?? table).before(label)
}

/** Say whether a heading is only to be seen, only to be heard, or has something else to press. */
function isUnsorted(heading) {
  if (heading.closest(".axis, .unseen, [aria-hidden=true]")) return true
  return !heading.textContent.trim() || Boolean(heading.querySelector("button, .unseen, .swatch"))
}

const body = (table) => [...table.tBodies[0].rows].filter((row) => !row.matches(".total"))
const texts = (table, heading) => body(table).map((row) => row.cells[heading.cellIndex].textContent)
const order = (table, heading, down) => ORDERS[isOfFigures(texts(table, heading)) ? "figures" : "words"][Number(down)]

/** Sort by a heading, the other way round where that is how it is; totals stay last. */
function sort(table, heading, part, way) {
  const rows = body(table)
  const said = texts(table, heading)
  const figures = isOfFigures(said)
  const before = heading.getAttribute("aria-sort")
  const down = way ?? (before ? before === "ascending" : figures)
  const values = new Map(rows.map((row, at) => [row, worth(said[at], figures)]))
  rows.sort((one, other) => compare(values.get(one), values.get(other), down))
  table.tBodies[0].append(...rows, ...[...table.tBodies[0].rows].filter((row) => row.matches(".total")))
  for (const each of heading.parentNode.cells) each.removeAttribute("aria-sort")
  heading.setAttribute("aria-sort", down ? "descending" : "ascending")
  announce(table, `Sorted by ${heading.textContent}, ${order(table, heading, down)} first${part ? `; ${part}` : ""}`)
}
