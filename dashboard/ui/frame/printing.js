/** Cuts the tables of an exhibit that is printed alone to what one page holds: the rest is in its file, if it has one. */

const PAGE = { width: "879px", rows: 800 }
/** How wide a table is on paper, and how high the rows of one page are, of A4 at the scale of print. */
const TABLES = "table:not(details.same table)"

/** Measure rows as they are on paper: as wide, and none folded away. */
function measured(table, rows) {
  const { folded } = table.dataset
  const { width } = table.style
  delete table.dataset.folded
  table.style.width = PAGE.width
  const heights = rows.map((row) => row.offsetHeight)
  table.style.width = width
  if (folded !== undefined) table.dataset.folded = folded
  return heights
}

function cut() {
  if (!document.querySelector(".alone") || !document.querySelector(".tools .take")) return
  let room = PAGE.rows
  for (const table of document.querySelectorAll(TABLES)) {
    const rows = [...(table.tBodies[0]?.rows ?? [])].filter((row) => !row.hidden)
    const heights = measured(table, rows)
    const beyond = rows.filter((_, place) => (room -= heights[place]) < 0)
    if (!beyond.length) continue
    for (const row of beyond) row.dataset.beyond = ""
    table.dataset.more = `and ${beyond.length.toLocaleString("en-GB")} more rows in the file of this table`
  }
}

function restore() {
  for (const row of document.querySelectorAll("[data-beyond]")) delete row.dataset.beyond
  for (const table of document.querySelectorAll("[data-more]")) delete table.dataset.more
}

addEventListener("beforeprint", cut)
addEventListener("afterprint", restore)
