/** Works out hexagons, and the outlines and places of the regions. */

/** Give the corners of a hexagon with a point at the top. */
export function hexagon([x, y], side) {
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
export function regionsOf({ data: { kind }, shapes: { areas, regions, hex, map } }) {
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
export function lines(name) {
  return name.split(" ").reduce((done, word) => {
    const longer = `${done.at(-1) ?? ""} ${word}`.trim()
    return longer.length > 17 && done.length ? [...done, word] : [...done.slice(0, -1), longer]
  }, [])
}

const fetched = new Map()

/** Fetch a vintage's shapes once for all the maps of a page; after a failure, try again. */
export function fetchShapes(url) {
  if (!fetched.has(url)) {
    const answer = fetch(url).then((reply) => (reply.ok ? reply.json() : Promise.reject(reply)))
    answer.catch(() => fetched.delete(url))
    fetched.set(url, answer)
  }
  return fetched.get(url)
}
