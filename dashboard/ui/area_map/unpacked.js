/** Puts the code of each authority to its figures, which are sent in the order of the shapes. */

/** Give what a map is told with values, facts and days by code; it has none before there are shapes. */
export function unpacked(told, shapes) {
  const codes = shapes?.areas.map((area) => area.code) ?? []
  const inside = codes.map((code, place) => [code, told.rows[told.values[place]]]).filter(([, value]) => value)
  const facts = Object.entries(told.facts).map(([label, counts]) => [label, byCode(codes, counts)])
  const on_site = byCode(codes, told.on_site)
  return { ...told, values: Object.fromEntries(inside), facts: Object.fromEntries(facts), on_site }
}

function byCode(codes, counts) {
  return Object.fromEntries(codes.map((code, place) => [code, counts[place]]))
}
