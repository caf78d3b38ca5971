/** Small parts of the frame: things done once a frame, to elements that are new, and said aloud. */

/** Give a function that does something once before the next painting, however often it is asked. */
export function calm(act) {
  let waiting = false
  return () => {
    if (waiting) return
    waiting = true
    requestAnimationFrame(() => {
      waiting = false
      act()
    })
  }
}

/** Do something to each element that was not met before. */
export function look(selector, act) {
  for (const found of document.querySelectorAll(`${selector}:not([data-met])`)) {
    found.dataset.met = ""
    act(found)
  }
}

/** Make an element with its properties. */
export const make = (name, properties) => Object.assign(document.createElement(name), properties)

/** Say something after an element to those who listen, and show nothing. */
export function announce(after, text) {
  let place = after.nextElementSibling
  if (!place?.matches(".announced")) {
    place = make("p", { className: "announced unseen" })
    place.setAttribute("role", "status")
    after.after(place)
  }
  place.textContent = text
}
