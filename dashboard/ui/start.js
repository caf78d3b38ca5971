/** Runs before Streamlit: says where the server is, and keeps single letters from doing anything. */

// Without this, Streamlit looks for the server beside each page first, and meets two 404s.
window.__streamlit = { BACKEND_BASE_URL: `${location.origin}/` }

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
