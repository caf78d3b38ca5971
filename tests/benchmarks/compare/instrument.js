// Put into each page before anything else: when it was pressed, when it was last drawn, how it came.
(() => {
  const seen = window.__bench = { roots: [], start: 0, last: 0, armed: false, waiting: false,
                                  shift: 0, largest: 0, first: 0, blocked: 0 }
  const drawn = () => {
    if (seen.waiting) return
    seen.waiting = true
    requestAnimationFrame(() => {
      const after = new MessageChannel()
      after.port1.onmessage = () => { seen.last = performance.now(); seen.waiting = false }
      after.port2.postMessage(0)
    })
  }
  const all = { subtree: true, childList: true, attributes: true, characterData: true }
  const watch = root => new MutationObserver(drawn).observe(root, all)
  watch(document)
  const attach = Element.prototype.attachShadow
  Element.prototype.attachShadow = function (options) {
    const root = attach.call(this, options)
    seen.roots.push(root)
    watch(root)
    return root
  }
  const canvas = CanvasRenderingContext2D.prototype
  for (const name of ['clearRect', 'fillRect', 'fill', 'stroke', 'fillText', 'drawImage']) {
    const own = canvas[name]
    canvas[name] = function (...given) { drawn(); return own.apply(this, given) }
  }
  addEventListener('pointerdown', event => {
    if (!seen.armed) return
    seen.armed = false
    seen.start = seen.last = event.timeStamp
  }, true)
  const says = words => {
    const parts = [document.body, ...seen.roots.filter(root => root.host.isConnected)]
    return parts.some(part => part && part.textContent.replace(/\s+/g, ' ').includes(words))
  }
  seen.says = says
  seen.arm = () => { seen.start = 0; seen.armed = true }
  seen.settled = (words, still, limit) => new Promise((give, refuse) => {
    const until = performance.now() + limit
    const look = () => {
      const now = performance.now()
      if (!seen.armed && !seen.waiting && now - seen.last >= still && says(words)) {
        clearInterval(timer)
        give(seen.last - seen.start)
      } else if (now > until) {
        clearInterval(timer)
        refuse(new Error(`not within ${limit} ms: ${words}`))
      }
    }
    const timer = setInterval(look, 10)
  })
  const listen = (type, take) => new PerformanceObserver(list => list.getEntries().forEach(take))
    .observe({ type, buffered: true })
  listen('layout-shift', entry => { if (!entry.hadRecentInput) seen.shift += entry.value })
  listen('largest-contentful-paint', entry => { seen.largest = entry.startTime })
  listen('paint', entry => { if (entry.name === 'first-contentful-paint') seen.first = entry.startTime })
  listen('longtask', entry => { seen.blocked = Math.max(seen.blocked, entry.duration) })
})()
