/** What every page answers to in the browser, without asking the server. */

import "./bar.js"
import { calm, look } from "./calm.js"
import { named, OPENED } from "./choices.js"
import { giveBack } from "./explaining.js"
import { keepOpen } from "./kept.js"
import "./links.js"
import { offerKeys } from "./marks.js"
import { offerPlotted } from "./plotted.js"
import { watchSections } from "./place.js"
import "./printing.js"
import { offerMine } from "./mine.js"
import { sayWide } from "./sideways.js"
import { sayChanged } from "./since.js"
import { enhance, SORTED } from "./tables.js"
import { tellAll } from "./told.js"
import { fillTools } from "./tools.js"

// What Streamlit draws anew comes without our buttons: they are put back before it is painted.
const again = () => {
  keepOpen()
  look(SORTED, enhance)
  look(OPENED, named)
  sayWide()
  tellAll()
  fillTools()
  giveBack()
  offerKeys()
  offerPlotted()
  watchSections()
  offerMine()
  sayChanged()
  dispatchEvent(new Event("frame-again"))
}
new MutationObserver(calm(again)).observe(document.documentElement, { childList: true, subtree: true })
