/** Opening what explains a figure over the page, and giving the focus back when it is closed. */

const OPEN = "[role=dialog]"
let opener = null

/** Change the address to what is asked, without loading the page anew. */
export function ask(query, from) {
  opener = { from, was: false, until: performance.now() + 20_000 }
  history.pushState(null, "", `?${query}`)
  dispatchEvent(new PopStateEvent("popstate"))
}

/** Give the focus back to what opened an explanation, once that is gone. */
export function giveBack() {
  if (!opener) return
  if (document.querySelector(OPEN)) opener.was = true
  else if (opener.was) {
    const { from } = opener
    opener = null
    const gone = document.activeElement === document.body || !document.activeElement?.isConnected
    if (gone && from.isConnected) from.focus()
  } else if (performance.now() > opener.until) opener = null
}

addEventListener("click", (event) => {
  const link = event.target.closest?.("a.explain")
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  ask(new URLSearchParams(link.search), link)
})
