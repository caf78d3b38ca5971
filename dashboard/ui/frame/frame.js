/** What every page answers to in the browser, without asking the server. */

import "./bar.js"
import { calm, look } from "./calm.js"
import { giveBack } from "./explaining.js"
import { keepOpen } from "./kept.js"
import "./links.js"
import { offerKeys } from "./marks.js"
import { offerPlotted } from "./plotted.js"
import { watchSections } from "./place.js"
import { offerMine } from "./mine.js"
import { enhance, SORTED } from "./tables.js"
import { fillTools } from "./tools.js"

// An open list lies outside every landmark: whoever goes by these could not find it.
/* Around Streamlit 1.67: its open list is found by a name that it does not promise. */
const LISTS = "[data-testid=stSelectboxVirtualDropdown]"
const named = (list) => Object.assign(list, { role: "region", ariaLabel: "Choices" })

// What Streamlit draws anew comes without our buttons: they are put back before it is painted.
const again = () => {
  keepOpen()
  look(SORTED, enhance)
  look(LISTS, named)
  fillTools()
  giveBack()
  offerKeys()
  offerPlotted()
  watchSections()
  offerMine()
}
new MutationObserver(calm(again)).observe(document.documentElement, { childList: true, subtree: true })
