/** The regions of the map, and how much of it the picture shows. */

import { keep, make, set } from "./nodes.js"
import { lines } from "./outlines.js"
import { regionValue } from "./words.js"

const SMALL = 530
const ROUNDS = 5
const LARGEST = 1.7
const INSET = 3.6
/** How much larger a frame shows its authorities than the map does, about. */
export const MAP_WIDTH = 820

/** Draw the outlines of the regions, and beside them their names and values. */
export function drawRegions({ data, shapes, regions, inUse }, view, unit) {
  const makeRegion = () => make("g", {}, make("path"), make("text"))
  keep(regions, inUse.map((region) => region.name), makeRegion).forEach((node, place) => {
    const { name, anchor, [view]: d, [`${view}_at`]: [x, y] } = inUse[place]
    const pale = data.selected_region && data.selected_region !== name
    const [path, text] = set(node, { class: pale ? "region pale" : "region" }).children
    const elsewhere = view === "map" && shapes.map.insets.some((inset) => inset.name === name)
    const said = elsewhere ? [] : [...lines(name), regionValue(data, name)]
    set(path, { d })
    const natural = view === "map" ? shapes.map.width / MAP_WIDTH : 1
    const last = (9 * said.length - 10) * natural - 18 * (said.length - 1) * unit
    const down = y > shapes[view].height / 2 && (view === "map" || anchor === "start")
    const first = down ? (8 - 9 * said.length) * natural + 10 * (unit - natural) : last
    set(text, { y: y + first, "text-anchor": anchor })
    keep(text, said.map((_, line) => String(line)), () => make("tspan")).forEach((span, line) => {
      set(span, { x, dy: line ? 18 * unit : 0, class: line < said.length - 1 ? "name" : "value" }, said[line])
    })
  })
}

/** Make the picture as wide as its longest names need, or as the chosen region is. */
export function fit(drawing, view, unit) {
  const { data, shapes, picture, regions } = drawing
  const { width, height } = shapes[view]
  if (data.selected_region) return zoom(drawing, view, unit)
  if (data.is_small && !drawing.narrow) return shrink(drawing, view, unit)
  const names = regions.getBBox()
  const left = Math.min(0, names.x - 2 * unit)
  const whole = Math.max(width, names.x + names.width + 2 * unit) - left
  set(picture, { viewBox: `${left} 0 ${whole} ${height}` }).style.maxWidth = `${whole / unit}px`
}

/** Make the picture as wide as its place, with names that stay readable however small it is. */
function shrink(drawing, view, unit) {
  const { picture, regions, root } = drawing
  for (let round = 0; round < ROUNDS; round += 1) {
    drawRegions(drawing, view, unit)
    picture.style.setProperty("--unit", unit)
    unit = Math.max(unit, regions.getBBox().width / Math.min(root.clientWidth, SMALL))
  }
  const { x, y, width, height } = regions.getBBox()
  set(picture, { viewBox: `${x} ${y} ${width} ${height}` }).style.maxWidth = `${SMALL}px`
}

/** Show the chosen region alone, as large as its names stay readable, its neighbours around it. */
function zoom({ data, shapes, picture, regions }, view, unit) {
  const chosen = [...regions.children].find((node) => node.dataset.key === data.selected_region)
  const { x, y, width, height } = (chosen ?? regions).firstChild.getBBox()
  const edge = 0.06 * Math.max(width, height)
  const larger = view === "map" ? Math.min(MAP_WIDTH / width, MAP_WIDTH / height) * unit : LARGEST
  picture.style.setProperty("--unit", view === "map" ? unit / larger : unit)
  const name = (chosen ?? regions).lastChild.getBBox()
  const left = Math.min(x - edge, name.width ? name.x : x)
  const wide = Math.max(x + width + edge, name.x + name.width) - left
  set(picture, { viewBox: `${left} ${y - edge} ${wide} ${height + 2 * edge}` }).style.maxWidth = `${(wide / unit) * larger}px`
}

/** Make dots and stripes as large on the screen as in the legend, however small the picture is: on a phone they were white. */
export function weave({ root, picture }) {
  const { width } = picture.getBoundingClientRect()
  if (!width) return
  const unit = picture.viewBox.baseVal.width / width
  for (const [where, scale] of [["map", unit], ["inset", unit / INSET]]) {
    set(root.querySelector(`#dots-${where}`), { patternTransform: `scale(${scale})` })
    set(root.querySelector(`#stripes-${where}`), { patternTransform: `rotate(45) scale(${scale})` })
  }
}
