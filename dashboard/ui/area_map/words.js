/** Says the figures of an authority and of a region in words. */

const BLANKS = { none: "none", unknown: "not known", hidden: "hidden" }

/** Give a region's figure, or the word for its blank. */
export function regionValue({ regions, values }, name) {
  const blank = Object.values(values).some(([state]) => state === "unknown") ? "unknown" : "none"
  return regions[name] ?? BLANKS[blank]
}

/** Give an authority's cells: its state in words, its count, or n, N and share, with a word for each blank. */
export function cells(data, code) {
  const value = data.values[code]
  const [state, , count] = value
  if (data.figure === "state") return [data.says[count].charAt(0).toUpperCase() + data.says[count].slice(1)]
  if (data.figure === "count" && state === "none") return ["not applicable"]
  if (data.figure === "count") return [BLANKS[state] ?? count.toLocaleString("en-GB")]
  return shares(value, shareOf(data, code))
}

/** Give the printed share of an authority, also where the map prints its difference from England. */
export function shareOf(data, code) {
  return data.shares[code] ?? data.values[code][1]
}

function shares([state, , visited, scope], printed) {
  if (state === "none") return ["not applicable", "none", "not applicable"]
  const [part, whole] = [visited, scope].map((count) => count?.toLocaleString("en-GB") ?? "not applicable")
  if (state in BLANKS) return [BLANKS[state], scope === null ? BLANKS[state] : whole, BLANKS[state]]
  const share = scope === null ? "not applicable" : state === "few" ? "too few" : "count only"
  return [part, whole, printed.endsWith("%") ? printed : share]
}

/** Write "31 of 74", a count or a state, or the word for a blank. */
export function counted(data, code) {
  const value = data.values[code]
  if (data.figure === "state") return data.says[value[2]]
  const [part, whole] = cells(data, code)
  return BLANKS[value[0]] ?? (value[3] === null || whole === undefined ? part : `${part} of ${whole}`)
}

/** Say an authority's figures, as they are drawn or, `aloud`, as a screen reader should hear them. */
export function words(data, { code, name }, aloud = false) {
  const [state, points, count] = data.values[code]
  if (data.figure === "state") return `${name}: ${data.says[count]}`
  if (state === "none") return `${name}: no ${data.what}`
  if (state in BLANKS) return `${name}: ${BLANKS[state]}`
  const figure = counted(data, code)
  if (data.figure === "count") return `${name}: ${figure} ${count === 1 ? data.one : data.things} ${data.verb}`
  const things = data.unit === "places" ? `places in ${data.what}` : data.what
  const printed = shareOf(data, code)
  const said = aloud ? `, ${printed.slice(0, -1)} per cent` : ` (${printed})`
  const share = printed.endsWith("%") ? said : ""
  const from = code in data.shares ? `, ${difference(points)}` : ""
  return `${name}: ${figure} ${things} ${data.verb}${share}${from}${state === "few" ? ", too few to colour" : ""}`
}

/** Say "2 points below England" for a printed difference. */
function difference(points) {
  const size = points.replace(/^\D/, "")
  if (size === "0") return "the same as England"
  return `${size} ${size === "1" ? "point" : "points"} ${points.startsWith("+") ? "above" : "below"} England`
}

/** Say whether a map prints shares, or how they differ from England's. */
export const isShare = ({ figure }) => figure === "share" || figure === "difference"

/** Give the whole number of a printed percentage, or null where none is printed. */
export function percent(printed) {
  const found = /(\d+)%/.exec(printed)
  return found ? Number(found[1]) : null
}
