/** Runs before Streamlit: where the server is, how it sends, and no single letter does anything. */
/* Around Streamlit 1.67: it looks for its server beside each page, and reruns on the key R. */

// Without this, Streamlit looks for the server beside each page first, and meets two 404s.
window.__streamlit = { BACKEND_BASE_URL: new URL("..", document.currentScript.src).href }

/** Take apart a frame of several messages, each after its length in four bytes. */
function* apart(frame) {
  const view = new DataView(frame)
  for (let at = 0; at < frame.byteLength; ) {
    const end = at + 4 + view.getUint32(at)
    yield frame.slice(at + 4, end)
    at = end
  }
}

// Streamlit sends each element of a page alone; the server sends those of a run in one frame to
// whoever asks for it, and here they are handed on one by one (see web/together.py).
window.WebSocket = class extends WebSocket {
  constructor(address, protocols) {
    super(`${address}?together`, protocols)
    this.addEventListener("message", (event) => {
      if (!event.isTrusted) return
      event.stopImmediatePropagation()
      for (const data of apart(event.data)) this.dispatchEvent(new MessageEvent("message", { data }))
    })
  }
}

const TYPING = "input, textarea, [contenteditable=true]"

// Streamlit reruns a page when R is pressed; WCAG 2.1.4 allows no shortcut of a single letter.
addEventListener(
  "keydown",
  (event) => {
    const alone = !event.ctrlKey && !event.metaKey && !event.altKey
    if (alone && /^[a-z]$/i.test(event.key) && !event.target.closest?.(TYPING)) event.stopImmediatePropagation()
  },
  true,
)

// Files that take longer than a table: a briefing, all tables of a page, and everything.
const SLOW = /\/files\/[^/]+\/(briefing|page|everything)\.\w+(\?|$)/

const writing = document.createElement("p")
writing.className = "writing"
writing.setAttribute("role", "status")
addEventListener("DOMContentLoaded", () => document.body.append(writing))

/** Fetch a file, saying so until it is there, and hand it to the reader under its own name. */
async function take(link) {
  writing.textContent = `Writing the file (${link.textContent})…`
  const answer = await fetch(link.href)
  if (!answer.ok) throw new Error(await answer.text())
  const named = /filename="(.+?)"/.exec(answer.headers.get("content-disposition"))
  const file = URL.createObjectURL(await answer.blob())
  Object.assign(document.createElement("a"), { href: file, download: named?.[1] ?? "" }).click()
  setTimeout(() => URL.revokeObjectURL(file), 60_000)
}

addEventListener("click", async (event) => {
  const link = event.target.closest?.("a[download]")
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey
  if (!link || !plain || !SLOW.test(link.href)) return
  event.preventDefault()
  if (writing.textContent.endsWith("…")) return
  try {
    await take(link)
    writing.textContent = ""
  } catch (fault) {
    writing.textContent = `The file could not be written. ${fault.message}`
  }
})
