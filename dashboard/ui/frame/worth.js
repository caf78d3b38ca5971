/** What a cell of a table is sorted by, and which of two comes first. */

const MONTHS = "January February March April May June July August September October November December".split(" ")
const SHORT = MONTHS.map((month) => month.slice(0, 3))
const DAY = new RegExp(`(?:(\\d{1,2}) )?\\b(${SHORT.join("|")})[a-z]* (\\d{4})`)
const SHARE = /([\d.]+)%/
const PART = /^([\d,]+)\s*(?:of|\/)\s*([\d,]+)/
const NUMBER = /^[-+−]?[\d,]+(\.\d+)?(?![\w/])/
const words = new Intl.Collator("en-GB", { numeric: true })
const number = (text) => parseFloat(text.replaceAll(",", "").replace("−", "-"))

/** Give a day, a share or the number that a cell opens with; else its words; null for a blank. */
export function worth(text, figures) {
  const said = text.trim()
  const day = DAY.exec(said)
  if (day) return Date.UTC(Number(day[3]), SHORT.indexOf(day[2]), Number(day[1] ?? 1))
  const share = SHARE.exec(said)
  if (share) return Number(share[1])
  const part = PART.exec(said)
  if (part) return (100 * number(part[1])) / Math.max(number(part[2]), 1)
  if (NUMBER.test(said)) return number(said)
  return figures ? null : said || null
}

/** Say whether a column is of figures: the words beside them, such as "no date set", are few. */
export function isOfFigures(texts) {
  const found = texts.map((text) => worth(text, false))
  const told = new Set(found.filter((value) => typeof value === "string"))
  return found.filter((value) => typeof value === "number").length > told.size
}

/** Compare what two cells are sorted by; blanks come last whichever way. */
export function compare(one, other, down) {
  if (one === null || other === null) return (one === null) - (other === null)
  const numbers = typeof one === "number" && typeof other === "number"
  const apart = numbers ? one - other : words.compare(one, other)
  return down ? -apart : apart
}
