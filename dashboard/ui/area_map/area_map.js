/** Draws local authorities as hexagons, a map, a list and a table, all from the same values. */

import { drawCard } from "./card.js"
import { drawRegions, fit, MAP_WIDTH, weave } from "./framing.js"
import { drawList, drawShares, drawTable, swatch } from "./lists.js"
import { isAlone, isNarrow, keep, make, neighbour, set } from "./nodes.js"
import { fetchShapes, hexagon, regionsOf } from "./outlines.js"
import { fill } from "./parts.js"
import { drawTip, placeTip } from "./tip.js"
import { chosen, unpacked } from "./unpacked.js"
import { regionValue, words } from "./words.js"

const STACKED = 900
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const FAILED = "The map could not be fetched. Reload the page to try again."

const OUTSIDE = { role: null, tabindex: null, "data-code": null, "aria-label": null, "aria-pressed": null, "aria-hidden": true }

const drawings = new WeakMap()

/** Draw every authority, keeping the nodes that are there; a narrow map is too fine for keys, its list is not. */
function drawAreas({ data, shapes, areas, current, pinned, narrow }, view) {
  const makeArea = () => make("g", {}, make("path"), make("text", { class: "label" }), make("text"))
  keep(areas, shapes.areas.map((area) => area.code), makeArea).forEach((node, place) => {
    const area = shapes.areas[place]
    const value = data.values[area.code]
    const [path, label, printed] = node.children
    const tapped = value && { "data-code": area.code }
    const button = value && !narrow && {
      role: "button",
      tabindex: area.code === current ? 0 : -1,
      "aria-label": words(data, area, true),
      "aria-pressed": area.code === (pinned ?? data.selected),
      "aria-hidden": null,
    }
    const state = `area state-${value?.[0] ?? "outside"}`
    set(node, { ...OUTSIDE, ...tapped, ...button, class: state })
    set(path, { d: view === "hex" ? `M${hexagon(area.hex, shapes.hex.side - 1).join("L")}Z` : area.path })
    const [x, y] = area.hex
    set(label, { x, y: y - 3 }, view === "hex" ? area.label : "")
    set(printed, { x, y: y + 14 }, (view === "hex" && value?.[1]) || "")
  })
}

/** Draw the parts of the map that are shown again, larger, in a frame of their own. */
function drawInsets({ data, shapes, insets }, view, unit) {
  const framed = view === "map" ? shapes.map.insets : []
  const paths = new Map(shapes.areas.map((area) => [area.code, area.path]))
  const makeInset = () => make("g", { class: "inset" }, make("rect"), make("g"), make("text"))
  keep(insets, framed.map((inset) => inset.name), makeInset).forEach((node, place) => {
    const { name, codes, transform, box: [x, y, width, height] } = framed[place]
    set(node.children[0], { x, y, width, height })
    const below = y > shapes.map.height / 2
    const isRegion = shapes.areas.some((area) => area[data.kind] === name)
    const said = isRegion ? `${name}: ${regionValue(data, name)}` : name
    set(node.children[2], { x, y: below ? y + height + 18 * unit : y - 6 * unit }, said)
    keep(set(node.children[1], { transform }), codes, () => make("path")).forEach((path, index) => {
      const code = codes[index]
      set(path, { class: `area state-${data.values[code]?.[0] ?? "outside"}`, d: paths.get(code), "data-code": code })
    })
  })
}

/** Outline the kept or chosen and the focused authority on top of all others. */
function drawMarks({ data, shapes, areas, marks, focused, pinned }) {
  const insets = data.view === "map" && !data.selected_region ? shapes.map.insets : []
  const codes = [pinned ?? data.selected, focused].filter((code) => code in data.values)
  const outlines = codes.flatMap((code) => {
    const d = [...areas.children].find((node) => node.dataset.key === code).firstChild.getAttribute("d")
    const shown = [{ transform: null }, ...insets.filter((inset) => inset.codes.includes(code))]
    return shown.flatMap(({ transform }) => ["halo", "ring"].map((name) => make("path", { class: name, d, transform })))
  })
  marks.replaceChildren(...outlines)
}

/** Draw everything from the latest values. */
function draw(drawing) {
  const { data, shapes, root } = drawing
  const narrow = (drawing.narrow = isNarrow(drawing))
  const view = data.view === "map" ? "map" : "hex"
  const unit = view === "map" ? shapes?.map.width / MAP_WIDTH : 1
  const makeSample = (state) => make("li", {}, swatch(state), make("span"))
  const samples = keep(drawing.legend, data.legend.map(([state]) => state), makeSample)
  samples.forEach((sample, place) => set(sample.lastChild, {}, data.legend[place][1]))
  const size = [narrow ? "narrow" : "", data.is_small ? "small" : "", data.selected_region ? "zoomed" : ""]
  drawing.wide = root.clientWidth
  set(root, { class: ["area-map", view, shapes ? "ready" : "", ...size].filter(Boolean).join(" ") })
  if (!shapes) return
  const inside = shapes.areas.filter((area) => area.code in data.values)
  drawing.groups = Map.groupBy(inside, (area) => area[data.kind])
  drawing.inUse = regionsOf(drawing)
  drawTable(drawing)
  drawShares(drawing)
  const stops = [drawing.focused, drawing.pinned, data.selected, drawing.current, inside[0]?.code]
  drawing.current = stops.find((code) => code in data.values)
  set(drawing.picture, { "aria-label": data.title, role: narrow ? "img" : "group" }).style.setProperty("--unit", unit)
  for (const part of [drawAreas, drawInsets, drawRegions, drawMarks]) part(drawing, view, unit)
  fit(drawing, view, unit)
  weave(drawing)
  say(drawing)
  if (narrow && !data.is_small) drawList(drawing)
}

/** Label what is pointed at or has the focus, and show its card where that is beside the map. */
function say(drawing, code = drawing.focused) {
  const kept = drawing.pinned ?? drawing.data.selected
  drawTip(drawing, code)
  drawCard(drawing, drawing.root.clientWidth > STACKED ? (code ?? kept) : kept)
}

/** Choose an authority or a region, or clear the choice when it is the chosen one. */
function choose({ data, send }, { code, region }) {
  if (code in data.values) send(code === data.selected ? "" : code)
  else if (region) send(region in data.regions && region !== data.selected_region ? region : "")
}

/** Keep the card of an authority, or let it go when it is the one that is kept. */
function pin(drawing, code) {
  if (!(code in drawing.data.values)) return
  drawing.pinned = code === drawing.pinned ? undefined : code
  const pressed = drawing.pinned ?? drawing.data.selected
  drawing.areas.querySelectorAll("[role=button]").forEach((node) => set(node, { "aria-pressed": node.dataset.key === pressed }))
  drawMarks(drawing)
  say(drawing)
}

/** Answer a key pressed on an authority: arrows, Home, End, Enter, Space and Escape. */
function press(drawing, event) {
  const here = event.target.closest("[role=button]")
  if (!here || event.ctrlKey || event.metaKey || event.altKey) return
  const nodes = [...drawing.areas.querySelectorAll("[role=button]")]
  if (event.key === "Home") nodes[0].focus()
  else if (event.key === "End") nodes.at(-1).focus()
  else if (event.key in ARROWS) neighbour(nodes, here, ARROWS[event.key]).focus()
  else if (event.key === "Enter" || event.key === " ") pin(drawing, here.dataset.code)
  else if (event.key === "Escape") drawing.picture.focus()
  else return
  event.preventDefault()
}

/** Move the one tab stop and the outline to the authority that has the focus. */
function follow(drawing, code) {
  drawing.focused = code
  drawing.current = code ?? drawing.current
  const stop = (node) => ({ tabindex: node.dataset.key === drawing.current ? 0 : -1 })
  drawing.areas.querySelectorAll("[role=button]").forEach((node) => set(node, stop(node)))
  drawMarks(drawing)
  say(drawing)
}

/** Take hold of the parts once, and listen to the reader. */
function create(parent) {
  const root = fill(parent.querySelector(".area-map"))
  const part = (name) => root.querySelector(name)
  const names = ["areas", "insets", "regions", "marks", "legend", "shares", "words", "detail", "picture", "list", "heads", "tip", "stage"]
  const parts = Object.fromEntries(names.map((name) => [name, part(`.${name}`)]))
  const drawing = { ...parts, root, caption: part("caption"), rows: part("tbody") }
  const [disclosure, leaving] = [part("details"), new AbortController()]
  const changed = () => isNarrow(drawing) !== drawing.narrow || (drawing.data?.is_small && drawing.root.clientWidth !== drawing.wide)
  const observer = new ResizeObserver(() => (changed() ? draw(drawing) : weave(drawing)))
  const under = (event) => event.target.closest("[data-code]")?.dataset.code
  const asked = (event) => event.target.closest("[data-code], [data-region]")?.dataset ?? {}
  const listen = (target, events) =>
    Object.entries(events).forEach(([name, answer]) => target.addEventListener(name, answer, { signal: leaving.signal }))
  const answer = (event) => drawing.picture.contains(event.target) ? pin(drawing, under(event)) : choose(drawing, asked(event))
  listen(drawing.root, { click: answer })
  listen(window, { "frame-again": () => chooseAnew(drawing) })
  listen(disclosure, { toggle: () => drawing.groups && drawTable(drawing) })
  listen(window, { beforeprint: () => !isAlone() && !drawing.data?.is_small && (disclosure.open = true) && drawing.groups && drawTable(drawing) })
  listen(drawing.picture, {
    keydown: (event) => press(drawing, event),
    focusin: (event) => follow(drawing, under(event)),
    focusout: () => follow(drawing),
    pointerover: (event) => say(drawing, event.pointerType === "touch" ? undefined : under(event)),
    pointermove: (event) => placeTip(drawing, event),
    pointerleave: () => say(drawing),
  })
  const start = () => observer.observe(drawing.root)
  const end = () => [leaving.abort(), observer.disconnect(), drawings.delete(parent)]
  drawings.set(parent, Object.assign(drawing, { disclosure, start, end }))
  return drawing
}

/** Mark another authority as chosen where the address has changed, and nothing else of the map has. */
function chooseAnew(drawing) {
  const { data, shapes } = drawing
  if (!shapes || chosen(data) === data.selected) return
  data.selected = chosen(data)
  drawing.pinned = undefined
  draw(drawing)
}

/** Draw the latest values; Streamlit calls this at the start and after every run that changes them. */
export default function ({ data: bytes, parentElement, setTriggerValue }) {
  const drawing = drawings.get(parentElement) ?? create(parentElement)
  const told = { facts: {}, on_site: [], links: [], shares: {}, is_small: false, ...JSON.parse(new TextDecoder().decode(bytes)) }
  const known = drawing.geometry === told.geometry ? drawing.shapes : undefined
  const data = unpacked(told, known)
  if (data.selected !== drawing.data?.selected) drawing.pinned = undefined
  const send = (code) => setTriggerValue("chosen", code)
  draw(Object.assign(drawing, { data, send, shapes: known }))
  drawing.start()
  if (known) return drawing.end
  fetchShapes(told.geometry).then(
    (shapes) => drawing.data === data && draw(Object.assign(drawing, { data: unpacked(told, shapes), shapes, geometry: told.geometry })),
    () => set(drawing.words, {}, FAILED),
  )
  return drawing.end
}
