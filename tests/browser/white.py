"""The white of a page as it is drawn: the largest hole beside what it shows."""

CELL = 12
"""What is smaller than this, in pixels, is no hole."""
WIDE = 240
"""A hole is so wide at least, in pixels."""

HOLE = """([cell, wide]) => {
  const main = document.querySelector(".stMainBlockContainer").getBoundingClientRect()
  const ends = document.querySelectorAll(".foot, .st-key-explain")
  const foot = Math.min(...[...ends].map((one) => one.getBoundingClientRect().top))
  const left = Math.min(...[...document.querySelectorAll(".lead, h2.headline")]
    .map((one) => one.getBoundingClientRect().left).filter(Boolean))
  const right = main.right - 32
  const top = Math.min(...[...document.querySelectorAll("h2.headline")]
    .map((one) => one.getBoundingClientRect().top).filter(Boolean), foot)
  const [columns, rows] = [right - left, foot - top].map((size) => Math.floor(size / cell))
  const taken = Array.from({ length: Math.max(rows, 0) }, () => new Uint8Array(columns))
  const take = ({ left: x, right: to, top: y, bottom }) => {
    const at = (place, from, most) => Math.min(Math.max(Math.floor((place - from) / cell), 0), most)
    for (let row = at(y, top, rows); row <= at(bottom, top, rows - 1); row += 1)
      taken[row]?.fill(1, at(x, left, columns), at(to, left, columns - 1) + 1)
  }
  const within = (node) => {
    for (const each of node.childNodes) {
      if (each.nodeType === 3 && each.textContent.trim()) {
        const range = document.createRange()
        range.selectNodeContents(each)
        for (const box of range.getClientRects()) if (box.width > 1) take(box)
      } else if (each.nodeType === 1) {
        const [box, look] = [each.getBoundingClientRect(), getComputedStyle(each)]
        const drawn = each.matches(`svg, img, canvas, .card, .columns, .stPlotlyChart,
          table:is(.bars, .counts, .stack)`)
        if (look.display === "none" || look.visibility === "hidden") continue
        if (drawn && box.width > 1 && box.height > 1) take(box)
        if (look.position !== "fixed" && !drawn) within(each.shadowRoot ?? each)
      }
    }
  }
  within(document.querySelector(".stMainBlockContainer"))
  let most = 0
  const high = new Uint16Array(columns)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1)
      high[column] = taken[row][column] ? 0 : high[column] + 1
    for (let from = 0; from + wide / cell <= columns; from += 1)
      most = Math.max(most, Math.min(...high.subarray(from, from + wide / cell)))
  }
  return most * cell
}"""


def largest_hole(page):
    """Give how high the largest white beside exhibits is, in pixels; head and foot left out."""
    return page.evaluate(HOLE, [CELL, WIDE])
