/** Draws a small label beside what is pointed at, or has the focus. */

import { set } from "./nodes.js"
import { words } from "./words.js"

const AWAY = 14

/** Write the label of an authority, and put it beside the one that has the focus; without one it is away. */
export function drawTip({ data, shapes, tip, areas, focused }, code) {
  const area = shapes?.areas.find((area) => area.code === code && code in data.values)
  tip.hidden = !area
  if (!area) return
  set(tip, {}, words(data, area))
  if (code !== focused) return
  const { right, top } = [...areas.children].find((node) => node.dataset.key === code).getBoundingClientRect()
  place(tip, right, top)
}

/** Move the label along with a pointer. */
export function placeTip({ tip }, { clientX, clientY }) {
  if (!tip.hidden) place(tip, clientX, clientY)
}

/** Put the label beside a point of the window, on the side where there is room. */
function place(tip, x, y) {
  const { width } = tip.getBoundingClientRect()
  const stage = tip.parentElement.getBoundingClientRect()
  const left = x + AWAY + width > Math.min(stage.right, innerWidth) ? x - AWAY - width : x + AWAY
  tip.style.translate = `${Math.max(left - stage.left, 0)}px ${y + AWAY - stage.top}px`
}
