/** The toolbar of an exhibit, as far as a browser answers by itself: its table, a copy and a link. */

import { announce, look, make } from "./calm.js"
import { ask } from "./explaining.js"
import { copyAll, copyText } from "./copying.js"

const SAME = "details.table.same"

/** Give a toolbar its buttons: the table before what can be taken, a copy and a link after it. */
function fill(tools) {
  const row = tools.querySelector(".row")
  const named = (textContent, act) => {
    const button = make("button", { type: "button", textContent })
    button.addEventListener("click", () => act(tools, button))
    return button
  }
  if (tools.dataset.table) {
    const table = named("Table", toggle)
    table.setAttribute("aria-expanded", "false")
    row.prepend(table)
  }
  row.append(named("Copy", copy), named("Link", link))
  if (tools.dataset.explained) row.append(named("Explain", explain))
  offerAlone(row, tools.dataset.exhibit.replace(/^exhibit-/, ""))
  tools.addEventListener("keydown", (event) => event.key === "Escape" && close(tools))
  tools.addEventListener("focusout", (event) => event.relatedTarget && !tools.contains(event.relatedTarget) && close(tools))
}

/** Lead to an exhibit alone, to show or to print, with what is chosen when it is asked for. */
function offerAlone(row, name) {
  const asked = () => new URLSearchParams(location.search)
  if (asked().get("only") === name) return
  const address = () => {
    const query = asked()
    query.set("only", name)
    return `?${query}`
  }
  const led = make("a", { textContent: "On its own", href: address() })
  led.addEventListener("click", () => { led.href = address() })
  row.append(led)
}

/** Ask what stands behind the figures of an exhibit; the focus comes back when that is closed. */
function explain(tools, button) {
  const query = new URLSearchParams(location.search)
  query.set("explain", "first")
  query.set("of", tools.dataset.exhibit.replace(/^exhibit-/, ""))
  ask(query, button)
}

/** Find the closed table that belongs to a toolbar: the first after it and before the next one. */
function tableOf(tools) {
  const all = [...document.querySelectorAll(`.tools, ${SAME}`)]
  const next = all[all.indexOf(tools) + 1]
  return next?.matches(SAME) ? next : null
}

function toggle(tools, button) {
  const table = tableOf(tools)
  if (!table) return
  table.open = !table.open
  button.setAttribute("aria-expanded", String(table.open))
  if (!table.open) return
  const { top } = table.getBoundingClientRect()
  if (top > innerHeight - 120) table.scrollIntoView({ block: "center" })
}

/** Say what an exhibit shows, and where it is to be found again. */
function sentence(tools) {
  const head = tools.closest(".piece")
  const said = [head.querySelector("h2")?.textContent, tools.getAttribute("aria-label"), address(tools)]
  return said.filter(Boolean).join("\n")
}

function address(tools) {
  const { origin, pathname, search } = location
  return `${origin}${pathname}${search}#${tools.dataset.exhibit}`
}

async function copy(tools, button) {
  const picture = tools.querySelector('a[href*=".png"]')
  said(tools, button, await copyAll(sentence(tools), picture?.href))
}

async function link(tools, button) {
  said(tools, button, (await copyText(address(tools))) && "The link to this exhibit is copied.")
}

/** Say aloud what was copied, and show a tick for a while. */
function said(tools, button, done) {
  announce(tools, done || "Your browser does not let this page copy.")
  if (!done) return
  button.dataset.done = ""
  setTimeout(() => delete button.dataset.done, 3_000)
}

const close = (tools) => {
  const open = tools.querySelector(".take[open]")
  if (!open) return
  const inside = open.contains(document.activeElement)
  open.open = false
  if (inside) open.querySelector("summary").focus()
}

addEventListener("click", (event) => {
  for (const open of document.querySelectorAll(".tools:has(.take[open])")) if (!open.contains(event.target)) close(open)
})

export const fillTools = () => look(".piece > .tools", fill)
