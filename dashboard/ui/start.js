/** Runs before Streamlit: says where the server is, and keeps single letters from doing anything. */

// Without this, Streamlit looks for the server beside each page first, and meets two 404s.
window.__streamlit = { BACKEND_BASE_URL: new URL("..", document.currentScript.src).href }

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
