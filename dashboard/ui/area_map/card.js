/** Draws the card of one authority: its figures, where it stands, and where one can go from it. */

import { make, set } from "./nodes.js"
import { isShare, percent, shareOf, words } from "./words.js"

const HINT = "Point at an authority, or move to it with the arrow keys, to read its figures. A click keeps them."
const ACTS = ".acts > *"
const HINT_TOUCH = "Tap an authority to read its figures."

/** Draw the card of an authority, unless it is there; without one it says how to get it. Of the one that
    is chosen a small map offers what can be done: its headline says the figures.
    What had the focus in it, by its place, has it again, or else the authority on the map. */
export function drawCard(drawing, code) {
  const { data, shapes, areas, words: line, detail, pinned, narrow, carded } = drawing
  if (carded?.data === data && carded.shapes === shapes && carded.code === code && carded.pinned === pinned) return
  drawing.carded = { data, shapes, code, pinned }
  const had = [...detail.querySelectorAll(ACTS)].indexOf(detail.getRootNode().activeElement)
  const area = shapes?.areas.find((area) => area.code === code && code in data.values)
  const isSaid = data.is_small && area && code === data.selected
  set(line, {}, isSaid ? "" : area ? words(data, area) : narrow ? HINT_TOUCH : HINT)
  detail.hidden = !area
  if (!area && had >= 0) areas.querySelector("[tabindex='0']")?.focus({ preventScroll: true })
  if (!area) return
  set(detail, { "aria-label": area.name })
  const counts = [...lastOnSite(data, code), ...Object.entries(data.facts).map(([label, each]) => [label, String(each[code] ?? 0)])]
  const facts = counts.map(([label, said]) => make("li", {}, `${label}: `, make("strong", {}, said)))
  const list = facts.length ? [make("ul", {}, ...facts)] : []
  const told = isSaid ? [] : [make("p", {}, area[data.kind]), ...scale(data, area), ...list]
  detail.replaceChildren(...told, ...(code === (pinned ?? data.selected) ? [acts(data, area)] : []))
  detail.querySelectorAll(ACTS)[had]?.focus({ preventScroll: true })
}

/** Say when anyone was last on site in an authority that has settings, where the map tells that. */
function lastOnSite({ seen, as_at, on_site, values }, code) {
  if (!seen || values[code][0] === "none") return []
  const days = on_site[code] ?? null
  if (days === null || days < 0) return [[seen, days === null ? "not known" : "no visit on record"]]
  const day = new Date(Date.parse(as_at) - days * 86_400_000)
  const said = day.toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" })
  return [[seen, days ? `${days.toLocaleString("en-GB")} ${days === 1 ? "day" : "days"} ago (${said})` : said]]
}

/** Draw a share as a bar from 0 to all, with marks where its region and England are. */
function scale(data, area) {
  const own = isShare(data) ? percent(shareOf(data, area.code)) : null
  if (own === null) return []
  const marks = [[area[data.kind], data.regions[area[data.kind]]], ["England", data.england]]
    .map(([name, said]) => [name, percent(said ?? "")])
    .filter(([name, share]) => name && share !== null)
  const at = (share, name, height) => make("rect", { class: name, x: share, y: 0, width: 0.8, height })
  const picture = make("svg", { class: "scale", viewBox: "0 0 100 9", preserveAspectRatio: "none", "aria-hidden": true })
  picture.append(make("rect", { class: "all", width: 100, height: 9 }), make("rect", { class: "own", width: own, height: 9 }))
  picture.append(...marks.map(([, share]) => at(share, "mark", 9)))
  return [picture, make("p", { class: "marked" }, marks.map(([name, share]) => `${name} ${share}%`).join(" · "))]
}

/** Offer what can be done with the authority whose card is kept. */
function acts(data, { code, name }) {
  const only = code === data.selected ? "Show all of England" : `Show only ${name}`
  const button = make("button", { type: "button", "data-code": code }, only)
  const links = data.links.map(([said, address]) => make("a", { href: address.replace("{code}", code), target: "_self" }, said.replace("{name}", name)))
  return make("p", { class: "acts" }, button, ...links)
}
