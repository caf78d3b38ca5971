/** Says a mark in words: what it is of, and its figures, from the table in which it stands. */

const KINDS = ["solid", "dots", "lines", "slants"]
const text = (element) => element?.textContent.replace(/\s+/g, " ").trim() ?? ""

/** Give the name of a mark and its figures. */
export function said(mark) {
  if (mark.matches(".columns > span, .line > .mark")) return column(mark)
  if (mark.matches(".way")) return [text(mark.parentElement.querySelector("h3")), text(mark.parentElement.querySelector(".way ~ p:not(.announced)"))]
  if (mark.matches(".part")) return part(mark)
  if (mark.matches("td")) return cell(mark)
  return mark.closest(".dots") ? rates(mark) : bar(mark)
}

/** Take what a mark says of itself: a browser's own label would come late and stand beside ours. */
function titled(mark) {
  if (mark.title) {
    mark.dataset.said = mark.title
    mark.removeAttribute("title")
  }
  return mark.dataset.said
}

function column(mark) {
  const [name, ...figures] = titled(mark).split(": ")
  const late = mark.matches(".late") ? ", still arriving" : ""
  return [name, `${figures.join(": ")}${late}`]
}

function bar(row) {
  const key = text(row.closest("table").parentElement.querySelector(":scope > .key .of"))
  return [text(row.cells[0]), [text(row.cells[row.cells.length - 1]), key].filter(Boolean).join(" · ")]
}

/** Give the figures of a row of rates under their headings. */
function rates(row) {
  const told = [...row.cells].slice(1).filter((each) => text(each))
  return [text(row.cells[0]), told.map((each) => `${text(headingOf(each))}: ${figure(each)}`).join(" · ")]
}

function part(mark) {
  const kind = KINDS.find((each) => mark.classList.contains(each))
  const heading = mark.closest("table").tHead.querySelector(`.swatch.${kind}`).closest("th")
  const row = mark.closest("tr")
  const [count, share] = text(row.cells[heading.cellIndex]).split(" ")
  const total = text(row.cells[row.cells.length - 1])
  return [text(row.cells[0]), `${text(heading)}: ${count} of ${total}${share ? ` (${share})` : ""}`]
}

function cell(mark) {
  const name = [text(mark.parentElement.cells[0]), text(headingOf(mark))].filter(Boolean).join(", ")
  return [name, figure(mark)]
}

/** Find the heading over a cell, also where a row above it has wider ones. */
const headingOf = (mark) => [...mark.closest("table").tHead.rows].at(-1).cells[mark.cellIndex]

/** Write a share with its counts as everywhere; letters of a calendar stand apart. */
function figure(mark) {
  const small = mark.querySelector(":scope > small")
  const letters = [...mark.querySelectorAll(":scope > span:not(.blank)")].map(text)
  if (letters.length) return letters.join(", ")
  const first = text(mark.firstChild)
  return small && first.endsWith("%") ? `${text(small)} (${first})` : text(mark)
}
