/**
 * Draws a page anew whose state goes on, where there is script: the same page is fetched, and what has changed is put in its place. Forms
 * that somebody has touched, and opened details, are left as they are.
 */
export const liveScript = `'use strict'
const main = document.querySelector('main[data-live-seconds]')
const touched = new Set()
addEventListener('input', (event) => touched.add(event.target.closest('section')))
// An open page does not keep a session alive for ever: it rests when nobody has moved for a while.
let movedAt = Date.now()
for (const sign of ['pointermove', 'keydown', 'focus']) addEventListener(sign, () => { movedAt = Date.now() })
async function renew() {
  if (document.hidden || Date.now() - movedAt > 600000) return
  try {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
    if (answer.redirected) return location.reload()
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
    if (fresh === null) return
    const now = [...main.querySelectorAll('section.card')]
    const then = [...fresh.querySelectorAll('section.card')]
    if (now.length !== then.length) return touched.size === 0 ? location.reload() : undefined
    now.forEach((section, at) => {
      const isBusy = touched.has(section) || section.contains(document.activeElement) || section.querySelector('details[open]')
      if (!isBusy && !section.isEqualNode(then[at])) section.replaceWith(then[at])
    })
  } catch {
    // The appliance may be restarting: asked again below.
  }
}
setInterval(renew, Number(main.dataset.liveSeconds) * 1000)
`
