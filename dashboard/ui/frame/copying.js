/** Puts text, and a picture where there is one, on the clipboard; says what is there then. */

/** Copy a text and the picture at an address together: what it is pasted into takes which it can. */
export async function copyAll(text, address) {
  if (address && window.isSecureContext && window.ClipboardItem) {
    try {
      const picture = fetch(address).then((answer) => (answer.ok ? answer.blob() : Promise.reject(answer.status)))
      const item = { "image/png": picture, "text/plain": new Blob([text], { type: "text/plain" }) }
      await navigator.clipboard.write([new ClipboardItem(item)])
      return "The picture and its sentence are copied."
    } catch {
      // A browser that takes no pictures still takes text.
    }
  }
  return (await copyText(text)) && "The sentence is copied."
}

/** Copy a text, also where a page is not served over HTTPS; say whether it is there. */
export async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    return copySelected(text)
  }
}

function copySelected(text) {
  const before = document.activeElement
  const field = Object.assign(document.createElement("textarea"), { value: text, readOnly: true })
  field.style.cssText = "position: fixed; opacity: 0"
  document.body.append(field)
  field.select()
  const done = document.execCommand("copy")
  field.remove()
  before?.focus({ preventScroll: true })
  return done
}
