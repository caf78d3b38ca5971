/** "Since you last looked": the day of figures that a reader's own browser last opened, and what changed. */

import { look, make } from "./calm.js"

const KEY = "last-looked"
const SUMMARY = /\/(summary)?$/

/** Read which day of figures was opened last, and the one before that; nothing where none is kept. */
function kept() {
  try {
    const { day, before } = JSON.parse(localStorage.getItem(KEY)) ?? {}
    return { day, before }
  } catch {
    return {}
  }
}

function keep(looked) {
  try {
    localStorage.setItem(KEY, JSON.stringify(looked))
  } catch {
    // A browser that keeps nothing is told nothing.
  }
}

/** Keep the day that is open, and give the one that was open before it until that is dismissed. */
function opened(day) {
  const last = kept()
  if (last.day === day) return last.before
  const before = last.day < day ? last.day : undefined
  keep({ day, before })
  return before
}

const asked = new Map()

/** Ask once what changed since a day; a failed answer says nothing. */
function changed(since) {
  if (!asked.has(since)) {
    const answer = fetch(new URL(`since?day=${encodeURIComponent(since)}`, document.baseURI)).then((found) => (found.ok ? found.text() : ""))
    asked.set(since, answer.catch(() => ""))
  }
  return asked.get(since)
}

/** Say below what the figures are what changed; its place is there before the page is seen. */
async function say(standing) {
  if (new URLSearchParams(location.search).get("asat")) return
  const { day } = standing.dataset
  const before = opened(day)
  if (!before || !SUMMARY.test(location.pathname)) return
  const line = make("p", { className: "since" })
  const said = make("span", { textContent: "Since you last looked: …" })
  line.append(said)
  standing.after(line)
  const found = await changed(before)
  if (!found) return line.remove()
  const dismiss = make("button", { type: "button", textContent: "Dismiss" })
  dismiss.addEventListener("click", () => {
    keep({ day })
    line.remove()
  })
  said.textContent = found
  line.append(" ", dismiss)
}

/** Say it wherever the line at the top is drawn anew. */
export const sayChanged = () => look("ul.standing[data-day]", say)
