/** Links to files and texts, which a page writes alike for every choice: it tells once what is chosen. */

const ASKING = ".files a:is([data-told], [href^='files/']:not([href*='?']), [href^='text/']:not([href*='?']))"

/** Add to a link what the page has told last. */
function tell(link) {
  const asked = document.querySelector(".change")?.dataset.asked
  const [file] = link.getAttribute("href").split("?")
  const there = asked ? `${file}?${asked}` : file
  link.dataset.told = ""
  if (link.getAttribute("href") !== there) link.setAttribute("href", there)
}

export const tellAll = () => document.querySelectorAll(ASKING).forEach(tell)

const tellOne = (event) => {
  const link = event.target.closest?.(ASKING)
  if (link) tell(link)
}

for (const use of ["pointerdown", "focusin", "click"]) addEventListener(use, tellOne, true)
