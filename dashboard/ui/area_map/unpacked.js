/** Puts the code of each authority to its figures, which are sent in the order of the shapes. */

/** Give what a map is told with values, facts and days by code; it has none before there are shapes. */
export function unpacked(told, shapes) {
  const codes = shapes?.areas.map((area) => area.code) ?? []
  const inside = codes.map((code, place) => [code, told.rows[told.values[place]]]).filter(([, value]) => value)
  const facts = Object.entries(told.facts).map(([label, counts]) => [label, byCode(codes, counts)])
  const on_site = byCode(codes, told.on_site)
  const values = Object.fromEntries(inside)
  return { ...told, values, facts: Object.fromEntries(facts), on_site, selected: chosen({ values }) }
}

/** Give the authority that the address chooses, where a map has it. */
export function chosen({ values }) {
  const code = new URLSearchParams(location.search).get("area")
  return code in values ? code : null
}

function byCode(codes, counts) {
  return Object.fromEntries(codes.map((code, place) => [code, counts[place]]))
}
