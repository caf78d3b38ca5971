/** Tables that are sorted by their headings, searched and opened whole, in the browser alone.
    Without a script, and on paper, each is whole and in its first order. */
/* Around Streamlit 1.67: what it draws anew comes without what a browser added to it. */

import { announce, make } from "./calm.js"
import { offerSorting } from "./sorting.js"

export const SORTED = ".stApp .stHtml table:is(.plain, .matrix, .counts, .dots, .bars):not(.bridge)"
const LISTED = ".plain, .places"
const SEARCHED = 15
const LONG = 14
const LONG_ON_PHONES = 6
const written = (count) => count.toLocaleString("en-GB")

/** Give the headings of a table a button each, and a long list a search and a way to see all of it. */
export function enhance(table) {
  const rows = table.tBodies[0]?.rows.length ?? 0
  const headings = table.tHead?.rows.length === 1 ? [...table.tHead.rows[0].cells] : []
  const whole = [...(table.tBodies[0]?.rows ?? [])].every((row) => row.cells.length === headings.length)
  if (!headings.length || !whole || rows < 3) return
  const listed = { rows, of: Number(table.closest("[data-of]")?.dataset.of ?? rows) }
  offerSorting(table, headings, partOf(listed))
  if (rows > SEARCHED) search(table, listed)
  if (table.matches(LISTED) && rows > LONG_ON_PHONES) fold(table, listed)
}

/** Say what a list that goes on in its file is the first part of; nothing of a whole one. */
function partOf({ rows, of }) {
  return of > rows ? `the first ${written(rows)} of ${written(of)} rows` : ""
}

function search(table, listed) {
  const label = make("label", { className: "search", textContent: `Search ${partOf(listed) || "this table"}` })
  const field = make("input", { type: "search" })
  label.append(field)
  ;(table.closest(".scroll") ?? table).before(label)
  field.addEventListener("input", () => {
    const asked = field.value.trim().toLowerCase()
    const rows = [...table.tBodies[0].rows]
    for (const row of rows) row.hidden = Boolean(asked) && !row.textContent.toLowerCase().includes(asked)
    table.toggleAttribute("data-searched", Boolean(asked))
    const found = rows.filter((row) => !row.hidden).length
    const among = partOf(listed) || `${written(rows.length)} rows`
    announce(table, asked ? `${found} of ${among}` : `All of ${among}`)
  })
}

/** Show the first rows of a long list until all are asked for. */
function fold(table, listed) {
  table.dataset.folded = listed.rows > LONG ? "" : "phones"
  const textContent = partOf(listed) ? `Show ${partOf(listed)}` : `Show all ${written(listed.rows)} rows of this table`
  const button = make("button", { type: "button", className: "all", textContent })
  button.addEventListener("click", () => {
    delete table.dataset.folded
    table.tabIndex = -1
    table.focus({ preventScroll: true })
    announce(table, partOf(listed) ? `Showing ${partOf(listed)}` : `All ${written(listed.rows)} rows are shown`)
    button.remove()
  })
  const last = table.closest(".scroll") ?? table
  last.after(button)
}
