/** One small label beside what is pointed at, or has the focus; it covers nothing that is pressed. */

import { make } from "./calm.js"

const AWAY = 14
const label = make("div", { className: "pointed", hidden: true })
label.ariaHidden = "true"

/** Write a name and its figures beside a point of the window, on the side where there is room. */
export function showLabel([name, figures], x, y) {
  if (!label.isConnected) document.body.append(label)
  label.replaceChildren(make("strong", { textContent: name }), make("span", { textContent: figures }))
  label.hidden = false
  const { width, height } = label.getBoundingClientRect()
  const left = x + AWAY + width > innerWidth ? Math.max(x - AWAY - width, 4) : x + AWAY
  const top = y + AWAY + height > innerHeight ? y - AWAY - height : y + AWAY
  label.style.translate = `${Math.min(left, Math.max(innerWidth - width - 4, 0))}px ${top}px`
}

export const hideLabel = () => { label.hidden = true }
export const isShown = () => !label.hidden
