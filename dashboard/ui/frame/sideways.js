/** Says above a table that it goes on to the side, and how far, while it does: a bar to scroll is not always seen. */

import { look, make } from "./calm.js"

const wide = new ResizeObserver((changed) => {
  for (const { target } of changed) say(target.closest(".scroll"))
})

/** Count the columns that are not wholly in sight before anything is scrolled. */
function beyond(room) {
  const heads = [...(room.querySelector("thead tr:last-child")?.cells ?? [])]
  return heads.filter((head) => head.offsetLeft + head.offsetWidth > room.clientWidth + 1).length
}

function say(room) {
  const said = room?.previousElementSibling
  if (!said?.matches(".sideways")) return
  said.hidden = room.scrollWidth <= room.clientWidth + 1
  if (said.hidden) return
  const count = Math.max(beyond(room), 1)
  said.textContent = `${count} more column${count === 1 ? "" : "s"} to the side →`
}

function offer(room) {
  const said = make("p", { className: "sideways", hidden: true })
  said.setAttribute("aria-hidden", "true")
  room.before(said)
  wide.observe(room)
  wide.observe(room.firstElementChild)
}

export const sayWide = () => look(".scroll:has(> table)", offer)
