/** Makes and changes nodes of HTML and SVG, touching only what differs. */

const SVG = "http://www.w3.org/2000/svg"
const DRAWN = new Set(["svg", "g", "path", "rect", "text", "tspan"])

/** Set the attributes and the text of a node where they differ; null takes an attribute away. */
export function set(node, attributes, text = null) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null) node.removeAttribute(name)
    else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value)
  }
  if (text !== null && node.textContent !== text) node.textContent = text
  return node
}

/** Make an element of HTML or SVG; text is only ever text. */
export function make(tag, attributes = {}, ...children) {
  const node = DRAWN.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag)
  node.append(...children)
  return set(node, attributes)
}

/** Keep one child for each key, in order: made when new, dropped when gone, else left alone. */
export function keep(parent, keys, makeChild) {
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

/** Find the nearest node in the direction of an arrow. */
export function neighbour(nodes, from, [right, down]) {
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

const NARROW = 640
const NARROW_SMALL = 440

/** Say whether a map is too narrow for text and keys. */
export function isNarrow({ data, root }) {
  return root.clientWidth < (data?.is_small ? NARROW_SMALL : NARROW)
}

/** Say whether one exhibit is shown alone: its picture is printed then, without its table. */
export const isAlone = () => Boolean(document.querySelector(".alone"))
