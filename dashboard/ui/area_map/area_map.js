/** Draws local authorities as hexagons, a map, a list and a table, all from the same values. */

const SVG = "http://www.w3.org/2000/svg"
const DRAWN = new Set(["svg", "g", "path", "rect", "text", "tspan"])
const NARROW = 640
const MAP_WIDTH = 820
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
const BLANKS = { none: "none", unknown: "not available", hidden: "hidden" }
const HINT = "Point at an authority, or move to it with the arrow keys, to read its figures."
const FAILED = "The map could not be fetched. Reload the page to try again."

const OUTSIDE = { role: null, tabindex: null, "data-code": null, "aria-label": null, "aria-pressed": null, "aria-hidden": true }

const fetched = new Map()
const drawings = new WeakMap()

/** Fetch a vintage's shapes once for all the maps of a page; after a failure, try again. */
function fetchShapes(url) {
  if (!fetched.has(url)) {
    const answer = fetch(url).then((reply) => (reply.ok ? reply.json() : Promise.reject(reply)))
    answer.catch(() => fetched.delete(url))
    fetched.set(url, answer)
  }
  return fetched.get(url)
}

/** Set the attributes and the text of a node where they differ; null takes an attribute away. */
function set(node, attributes, text = null) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) node.removeAttribute(name)
    else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value)
  }
  if (text !== null && node.textContent !== text) node.textContent = text
  return node
}

/** Make an element of HTML or SVG; text is only ever text. */
function make(tag, attributes = {}, ...children) {
  const node = DRAWN.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag)
  node.append(...children)
  return set(node, attributes)
}

/** Keep one child for each key, in order: made when new, dropped when gone, else left alone. */
function keep(parent, keys, makeChild) {
  const spare = new Map([...parent.children].map((node) => [node.dataset.key, node]))
  const kept = keys.map((key) => spare.get(key) ?? makeChild(key))
  kept.forEach((node, place) => {
    node.dataset.key = keys[place]
    spare.delete(keys[place])
    if (parent.children[place] !== node) parent.insertBefore(node, parent.children[place] ?? null)
  })
  spare.forEach((node) => node.remove())
  return kept
}

/** Give a region's figure, or the word for its blank. */
function regionValue({ regions, values }, name) {
  const blank = Object.values(values).some(([state]) => state === "unknown") ? "unknown" : "none"
  return regions[name] ?? BLANKS[blank]
}

/** Give an authority's cells, visited, in scope and share, with a word wherever one is blank. */
function cells([state, printed, visited, scope]) {
  if (state === "none") return ["not applicable", "none", "not applicable"]
  const [part, whole] = [visited, scope].map((count) => count?.toLocaleString("en-GB") ?? "not applicable")
  if (state in BLANKS) return [BLANKS[state], scope === null ? BLANKS[state] : whole, BLANKS[state]]
  const share = scope === null ? "not applicable" : state === "few" ? "too few" : "count only"
  return [part, whole, printed.endsWith("%") ? printed : share]
}

/** Write "31 of 74", or the word for a blank. */
function counted(value) {
  const [part, whole] = cells(value)
  return BLANKS[value[0]] ?? (value[3] === null ? part : `${part} of ${whole}`)
}

/** Say an authority's figures as a screen reader should hear them. */
function words(data, { code, name }) {
  const [state, printed] = data.values[code]
  if (state === "none") return `${name}: no ${data.what}`
  if (state in BLANKS) return `${name}: ${BLANKS[state]}`
  const things = data.unit === "places" ? `places in ${data.what}` : data.what
  const share = printed.endsWith("%") ? `, ${printed.slice(0, -1)} per cent` : ""
  return `${name}: ${counted(data.values[code])} ${things} ${data.verb}${share}${state === "few" ? ", too few to colour" : ""}`
}

/** Draw a small sample of a state's fill. */
function swatch(state) {
  const box = make("rect", { x: 1, y: 1, width: 16, height: 16 })
  return make("svg", { class: `swatch state-${state}`, viewBox: "0 0 18 18", "aria-hidden": true }, box)
}

/** Give the corners of a hexagon with a point at the top. */
function hexagon([x, y], side) {
  const [wide, tall] = [(side * Math.sqrt(3)) / 2, side / 2]
  const corners = [[0, -2], [1, -1], [1, 1], [0, 2], [-1, 1], [-1, -1]]
  return corners.map(([across, down]) => [x + across * wide, y + down * tall].map((n) => +n.toFixed(1)))
}

/** Give the corners of each ring of a path, which starts at a point and goes on in steps. */
function ringsOf(path) {
  return path.split("M").slice(1).map((ring) => {
    const numbers = ring.match(/-?[\d.]+/g).map(Number)
    const [at, corners] = [[0, 0], []]
    numbers.forEach((number, place) => {
      at[place % 2] += number
      if (place % 2) corners.push([...at])
    })
    return corners
  })
}

/** Outline neighbours: draw the edges that only one ring has, corners being the same on a grid. */
function outline(rings, [across, down]) {
  const edges = new Map()
  const onGrid = ([x, y]) => `${Math.round(x / across)} ${Math.round(y / down)}`
  for (const ring of rings)
    ring.forEach((corner, place) => {
      const edge = [ring.at(place - 1), corner]
      const key = edge.map(onGrid).sort().join("L")
      if (!edges.delete(key)) edges.set(key, `M${edge.join("L")}`)
    })
  return [...edges.values()].join("")
}

/** Give the regions in use. The file outlines eight; the others are outlined from their areas. */
function regionsOf({ data: { kind }, shapes: { areas, regions, hex, map } }) {
  const [wide, tall] = [(hex.side * Math.sqrt(3)) / 2, hex.side / 2]
  for (const name of new Set(areas.map((area) => area[kind]))) {
    if (regions.some((region) => region.name === name)) continue
    const within = areas.filter((area) => area[kind] === name)
    const rings = { hex: within.map((area) => hexagon(area.hex, hex.side)), map: within.flatMap((area) => ringsOf(area.path)) }
    const beside = ([view, { width }]) => {
      const [across, down] = [0, 1].map((axis) => rings[view].flat().map((corner) => corner[axis]))
      const [top, bottom] = [Math.min(...down), Math.max(...down)]
      const middle = (top + bottom) / 2
      const near = across.filter((_, place) => Math.abs(down[place] - middle) < (bottom - top) / 6)
      return [`${view}_at`, [Math.max(...near) + width / 60, middle]]
    }
    const places = Object.fromEntries(Object.entries({ hex, map }).map(beside))
    const outlines = { hex: outline(rings.hex, [wide, tall]), map: outline(rings.map, [1, 1]) }
    regions.push({ name, anchor: "start", ...outlines, ...places })
  }
  return regions.filter((region) => areas.some((area) => area[kind] === region.name))
}

/** Break a name into short lines. */
function lines(name) {
  return name.split(" ").reduce((done, word) => {
    const longer = `${done.at(-1) ?? ""} ${word}`.trim()
    return longer.length > 17 && done.length ? [...done, word] : [...done.slice(0, -1), longer]
  }, [])
}

/** Find the nearest node in the direction of an arrow. */
function neighbour(nodes, from, [right, down]) {
  const boxes = new Map(nodes.map((node) => [node, node.firstChild.getBoundingClientRect()]))
  const middle = (node) => [boxes.get(node).x + boxes.get(node).width / 2, boxes.get(node).y + boxes.get(node).height / 2]
  const [x, y] = middle(from)
  const distance = (node) => {
    const [dx, dy] = [middle(node)[0] - x, middle(node)[1] - y]
    const [along, across] = [dx * right + dy * down, Math.abs(dx * down - dy * right)]
    return along > 1 && across < 2 * along ? along + 1.5 * across : Infinity
  }
  return nodes.reduce((best, node) => (distance(node) < distance(best) ? node : best), from)
}

/** Draw every authority, keeping the nodes that are there. */
function drawAreas({ data, shapes, areas, current }, view) {
  const makeArea = () => make("g", {}, make("path"), make("text", { class: "label" }), make("text"))
  keep(areas, shapes.areas.map((area) => area.code), makeArea).forEach((node, place) => {
    const area = shapes.areas[place]
    const value = data.values[area.code]
    const [path, label, printed] = node.children
    const button = value && {
      role: "button",
      tabindex: area.code === current ? 0 : -1,
      "aria-label": words(data, area),
      "aria-pressed": area.code === data.selected,
      "aria-hidden": null,
      "data-code": area.code,
    }
    const state = `area state-${value?.[0] ?? "outside"}`
    set(node, { ...OUTSIDE, ...button, class: state })
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

/** Draw the outlines of the regions, and beside them their names and values. */
function drawRegions({ data, shapes, regions, inUse }, view, unit) {
  const makeRegion = () => make("g", {}, make("path"), make("text"))
  keep(regions, inUse.map((region) => region.name), makeRegion).forEach((node, place) => {
    const { name, anchor, [view]: d, [`${view}_at`]: [x, y] } = inUse[place]
    const pale = data.selected_region && data.selected_region !== name
    const [path, text] = set(node, { class: pale ? "region pale" : "region" }).children
    const elsewhere = view === "map" && shapes.map.insets.some((inset) => inset.name === name)
    const said = elsewhere ? [] : [...lines(name), regionValue(data, name)]
    set(path, { d })
    set(text, { y: y + (8 - said.length * 9) * unit, "text-anchor": anchor })
    keep(text, said.map((_, line) => String(line)), () => make("tspan")).forEach((span, line) => {
      set(span, { x, dy: line ? 18 * unit : 0, class: line < said.length - 1 ? "name" : "value" }, said[line])
    })
  })
}

/** Outline the chosen and the focused authority on top of all others. */
function drawMarks({ data, shapes, areas, marks, focused }) {
  const insets = data.view === "map" ? shapes.map.insets : []
  const codes = [data.selected, focused].filter((code) => code in data.values)
  const outlines = codes.flatMap((code) => {
    const d = [...areas.children].find((node) => node.dataset.key === code).firstChild.getAttribute("d")
    const shown = [{ transform: null }, ...insets.filter((inset) => inset.codes.includes(code))]
    return shown.flatMap(({ transform }) => ["halo", "ring"].map((name) => make("path", { class: name, d, transform })))
  })
  marks.replaceChildren(...outlines)
}

/** Draw the authorities as a list for each region, which fits a phone. */
function drawList({ data, list, groups }) {
  const makeGroup = () => make("details", {}, make("summary"), make("ul"))
  const makeItem = () => make("li", {}, make("button", { type: "button" }))
  keep(list, [...groups.keys()], makeGroup).forEach((node) => {
    const region = node.dataset.key
    const areas = groups.get(region)
    set(node.firstChild, {}, `${region} — ${regionValue(data, region)}`)
    keep(node.lastChild, areas.map((area) => area.code), makeItem).forEach((item, place) => {
      const { code, name } = areas[place]
      const button = set(item.firstChild, { "data-code": code, "aria-pressed": code === data.selected })
      const value = make("span", {}, make("strong", {}, name), ` ${counted(data.values[code])}`)
      button.replaceChildren(swatch(data.values[code][0]), value)
    })
    if (region === data.selected_region || areas.some((area) => area.code === data.selected)) node.open = true
  })
}

/** Name the table, and fill it once it is open. */
function drawTable({ data, shapes, groups, disclosure, caption, heads, rows }) {
  const areas = [...groups.values()].flat()
  const which = areas.length === shapes.areas.length ? `all ${areas.length}` : areas.length
  const where = data.selected_region ? ` in ${data.selected_region}` : ""
  disclosure.hidden = !data.table
  set(disclosure.firstElementChild, {}, `Table of ${which} authorities${where}`)
  if (!disclosure.open) return
  set(caption, {}, data.title)
  const verb = data.verb.charAt(0).toUpperCase() + data.verb.slice(1)
  keep(heads, ["Authority", "Region", verb, "In scope", "Share"], (text) => make("th", { scope: "col" }, text))
  const makeRow = () => make("tr", {}, make("th", { scope: "row" }, make("button", { type: "button" })))
  keep(rows, areas.map((area) => area.code), makeRow).forEach((row, place) => {
    const { code, name } = areas[place]
    set(row.firstChild.firstChild, { "data-code": code, "aria-pressed": code === data.selected }, name)
    const texts = [areas[place][data.kind], ...cells(data.values[code])]
    if (row.children.length === 1) row.append(...texts.map(() => make("td")))
    texts.forEach((text, index) => set(row.children[index + 1], {}, text))
  })
}

/** Draw everything from the latest values. */
function draw(drawing) {
  const { data, shapes, root } = drawing
  const narrow = (drawing.narrow = root.clientWidth < NARROW)
  const view = data.view === "map" ? "map" : "hex"
  const unit = view === "map" ? shapes?.map.width / MAP_WIDTH : 1
  const makeSample = (state) => make("li", {}, swatch(state), make("span"))
  const samples = keep(drawing.legend, data.legend.map(([state]) => state), makeSample)
  samples.forEach((sample, place) => set(sample.lastChild, {}, data.legend[place][1]))
  set(root, { class: `area-map ${view}${shapes ? " ready" : ""}${narrow ? " narrow" : ""}` })
  if (!shapes) return
  const inside = shapes.areas.filter((area) => area.code in data.values)
  drawing.groups = Map.groupBy(inside, (area) => area[data.kind])
  drawing.inUse = regionsOf(drawing)
  drawTable(drawing)
  if (narrow) return drawList(drawing)
  const stops = [drawing.focused, data.selected, drawing.current, inside[0]?.code]
  drawing.current = stops.find((code) => code in data.values)
  set(drawing.picture, { "aria-label": data.title }).style.setProperty("--unit", unit)
  for (const part of [drawAreas, drawInsets, drawRegions, drawMarks]) part(drawing, view, unit)
  say(drawing)
  fit(drawing, view, unit)
}

/** Make the picture as wide as its longest names need. */
function fit({ shapes, picture, regions }, view, unit) {
  const { width, height } = shapes[view]
  const names = regions.getBBox()
  const left = Math.min(0, names.x - 2 * unit)
  const whole = Math.max(width, names.x + names.width + 2 * unit) - left
  set(picture, { viewBox: `${left} 0 ${whole} ${height}` }).style.maxWidth = `${whole / unit}px`
}

/** Say under the legend what the pointer or the focus is on. */
function say({ data, shapes, focused, words: line }, code = focused ?? data.selected) {
  const area = shapes?.areas.find((area) => area.code === code)
  set(line, {}, area && code in data.values ? words(data, area) : HINT)
}

/** Choose an authority, or clear the choice when it is the chosen one. */
function choose({ data, send }, code) {
  if (code in data.values) send(code === data.selected ? "" : code)
}

/** Answer a key pressed on an authority: arrows, Home, End, Enter, Space and Escape. */
function press(drawing, event) {
  const here = event.target.closest("[role=button]")
  if (!here || event.ctrlKey || event.metaKey || event.altKey) return
  const nodes = [...drawing.areas.querySelectorAll("[role=button]")]
  if (event.key === "Home") nodes[0].focus()
  else if (event.key === "End") nodes.at(-1).focus()
  else if (event.key in ARROWS) neighbour(nodes, here, ARROWS[event.key]).focus()
  else if (event.key === "Enter" || event.key === " ") choose(drawing, here.dataset.code)
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
  const part = (name) => parent.querySelector(name)
  const names = ["areas", "insets", "regions", "marks", "legend", "words", "picture", "list", "heads"]
  const parts = Object.fromEntries(names.map((name) => [name, part(`.${name}`)]))
  const drawing = { ...parts, root: part(".area-map"), caption: part("caption"), rows: part("tbody") }
  const [disclosure, leaving] = [part("details"), new AbortController()]
  const isNarrow = () => drawing.root.clientWidth < NARROW
  const observer = new ResizeObserver(() => isNarrow() !== drawing.narrow && draw(drawing))
  const under = (event) => event.target.closest("[data-code]")?.dataset.code
  const listen = (target, events) =>
    Object.entries(events).forEach(([name, answer]) => target.addEventListener(name, answer, { signal: leaving.signal }))
  listen(drawing.root, { click: (event) => choose(drawing, under(event)) })
  listen(disclosure, { toggle: () => drawing.groups && drawTable(drawing) })
  listen(window, { beforeprint: () => (disclosure.open = true) && drawing.groups && drawTable(drawing) })
  listen(drawing.picture, {
    keydown: (event) => press(drawing, event),
    focusin: (event) => follow(drawing, under(event)),
    focusout: () => follow(drawing),
    pointerover: (event) => say(drawing, under(event)),
    pointerleave: () => say(drawing),
  })
  const start = () => observer.observe(drawing.root)
  const end = () => [leaving.abort(), observer.disconnect(), drawings.delete(parent)]
  drawings.set(parent, Object.assign(drawing, { disclosure, start, end }))
  return drawing
}

/** Draw the latest values; Streamlit calls this at the start and after every run. */
export default function ({ data: bytes, parentElement, setTriggerValue }) {
  const drawing = drawings.get(parentElement) ?? create(parentElement)
  const data = JSON.parse(new TextDecoder().decode(bytes))
  const send = (code) => setTriggerValue("chosen", code)
  draw(Object.assign(drawing, { data, send }))
  drawing.start()
  fetchShapes(data.geometry).then(
    (shapes) => drawing.data === data && draw(Object.assign(drawing, { shapes })),
    () => set(drawing.words, {}, FAILED),
  )
  return drawing.end
}
