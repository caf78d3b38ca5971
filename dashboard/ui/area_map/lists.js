/** Draws authorities as a list for each region, as a table, and as samples of their fills. */

import { keep, make, set } from "./nodes.js"
import { cells, counted, isShare, percent, regionValue } from "./words.js"

/** Draw a small sample of a state's fill. */
export function swatch(state) {
  const box = make("rect", { x: 1, y: 1, width: 16, height: 16 })
  return make("svg", { class: `swatch state-${state}`, viewBox: "0 0 18 18", "aria-hidden": true }, box)
}

/** Draw the figures of the regions beside the map: shares as bars that end at the first tenth which holds all. */
export function drawShares({ data, shapes, shares, inUse }) {
  const told = [["England", data.england], ...inUse.map(({ name }) => [name, regionValue(data, name)])].filter(([, said]) => said)
  const share = (said) => (isShare(data) ? (percent(said) ?? 0) : 0)
  const end = 10 * Math.ceil(Math.max(10, ...told.map(([, said]) => share(said))) / 10)
  const makeButton = () => make("button", { type: "button" }, make("span"), make("b"), make("i"))
  const around = shapes.areas.find(({ code }) => code === data.selected)?.[data.kind]
  keep(shares, told.map(([name]) => name), () => make("li", {}, makeButton())).forEach((item, place) => {
    const [name, said] = told[place]
    const pressed = name === (data.selected_region ?? "England") && !data.selected
    set(item, { class: name === around ? "around" : "" })
    const [label, value, bar] = set(item.firstChild, { "data-region": name, "aria-pressed": pressed }).children
    set(label, {}, name)
    set(value, {}, said)
    set(bar, { style: `width:${(share(said) / end) * 100}%` })
  })
}

/** Draw the authorities as a list for each region, which fits a phone. */
export function drawList({ data, list, groups }) {
  const makeGroup = () => make("details", {}, make("summary"), make("ul"))
  const makeItem = () => make("li", {}, make("button", { type: "button" }))
  keep(list, [...groups.keys()], makeGroup).forEach((node) => {
    const region = node.dataset.key
    const areas = groups.get(region)
    set(node.firstChild, {}, `${region} — ${regionValue(data, region)}`)
    keep(node.lastChild, areas.map((area) => area.code), makeItem).forEach((item, place) => {
      const { code, name } = areas[place]
      const button = set(item.firstChild, { "data-code": code, "aria-pressed": code === data.selected })
      const value = make("span", {}, make("strong", {}, name), ` ${counted(data, code)}`)
      button.replaceChildren(swatch(data.values[code][0]), value)
    })
    if (region === data.selected_region || areas.some((area) => area.code === data.selected)) node.open = true
  })
}

/** Name the table, and fill it once it is open. */
export function drawTable({ data, shapes, groups, disclosure, caption, heads, rows }) {
  const areas = [...groups.values()].flat()
  const which = areas.length === shapes.areas.length ? `all ${areas.length}` : areas.length
  const where = data.selected_region ? ` in ${data.selected_region}` : ""
  set(disclosure.firstElementChild, {}, `Table of ${which} authorities${where}`)
  if (!disclosure.open) return
  set(caption, {}, data.title)
  keep(heads, ["Authority", "Region", ...data.heads], (text) => make("th", { scope: "col" }, text))
  const makeRow = () => make("tr", {}, make("th", { scope: "row" }, make("button", { type: "button" })))
  keep(rows, areas.map((area) => area.code), makeRow).forEach((row, place) => {
    const { code, name } = areas[place]
    set(row.firstChild.firstChild, { "data-code": code, "aria-pressed": code === data.selected }, name)
    const texts = [areas[place][data.kind], ...cells(data, code)]
    if (row.children.length === 1) row.append(...texts.map(() => make("td")))
    texts.forEach((text, index) => set(row.children[index + 1], {}, text))
  })
}
