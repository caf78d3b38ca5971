/** Lets the points of what Plotly draws be reached by keyboard: a chart is one stop, arrows go from point to point. */
/* Around Streamlit 1.67: its parts are found by .stPlotlyChart, names that it does not promise. */
/* Around Plotly 3: its labels answer a pointer alone; a key moves one over the point. */

import { announce } from "./calm.js"

const CHART = ".stPlotlyChart"
const STEPS = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1, Home: -Infinity, End: Infinity }
const DRAWN = 150
const PAPER = 680
const LINES = ".hoverlayer text:not(:has(.line)), .hoverlayer .line"

/** Let each chart be reached by keyboard. */
export function offerPlotted() {
  for (const chart of document.querySelectorAll(`${CHART}:not([tabindex])`)) chart.tabIndex = 0
}

/** Give the points of a chart from left to right, as places of the window: one for each day, or for each dot. */
function places(plot) {
  const { xaxis, yaxis, hovermode, _size } = plot._fullLayout
  const all = plot.calcdata.flatMap(([first, ...others]) => (first.trace.hoverinfo === "skip" ? [] : [first, ...others]))
  const known = all.filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y))
  const found = known.map(({ x, y }) => [xaxis._offset + xaxis.c2p(x), yaxis._offset + yaxis.c2p(y)])
  const together = hovermode === "x unified"
  const own = together ? [...new Map(found.map(([x]) => [Math.round(x), [x, _size.t + _size.h / 2]])).values()] : found
  return own.sort(([one], [other]) => one - other)
}

/** Move the pointer of the chart over its next point, and say what is written there. */
function step(chart, plot, key) {
  const all = places(plot)
  if (!all.length) return
  const here = Number(chart.dataset.at ?? (key === "End" ? -Infinity : -1))
  const next = Number.isFinite(STEPS[key]) ? here + STEPS[key] : STEPS[key]
  const at = Math.min(Math.max(next, 0), all.length - 1)
  chart.dataset.at = at
  const { left, top } = plot.getBoundingClientRect()
  const [x, y] = all[at]
  const seen = { clientX: left + x, clientY: top + y, bubbles: true, view: window }
  plot.querySelector(".nsewdrag").dispatchEvent(new MouseEvent("mousemove", seen))
  setTimeout(() => announce(chart, written(plot)), DRAWN)
}

// On paper a chart keeps its drawing: it is made as wide as the paper, and never larger than it is.
addEventListener("beforeprint", () => {
  for (const chart of document.querySelectorAll(CHART)) {
    chart.style.setProperty("--to-fit", Math.min(1, PAPER / (chart.clientWidth || PAPER)))
  }
})

const written = (plot) => [...plot.querySelectorAll(LINES)].map((each) => each.textContent).filter(Boolean).join("; ")

/** Take the label away. */
const leave = (plot) => plot.querySelector(".nsewdrag")?.dispatchEvent(new MouseEvent("mouseout", { bubbles: true }))

addEventListener("keydown", (event) => {
  const plot = event.target.matches?.(CHART) && event.target.querySelector(".js-plotly-plot")
  if (!plot?._fullLayout || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.key === "Escape") return leave(plot)
  if (!(event.key in STEPS)) return
  event.preventDefault()
  step(event.target, plot, event.key)
})
addEventListener("focusout", ({ target }) => {
  const plot = target.matches?.(CHART) && target.querySelector(".js-plotly-plot")
  if (!plot) return
  delete target.dataset.at
  leave(plot)
})
