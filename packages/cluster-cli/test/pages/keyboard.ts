import type { Page } from 'playwright-core'

/** What a person can do something with. */
const usable =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'

/** Run in the page: those of them that are seen, in the order of the page, each with a number; its answer is how many. */
const numbering = `(() => {
  const seen = [...document.querySelectorAll('${usable}')].filter((one) => one.checkVisibility() && !one.disabled)
  seen.forEach((one, at) => { one.dataset.at = String(at) })
  document.activeElement?.blur?.()
  return seen.length
})()`

/** Run in the page: which has the focus, and whether it is seen that it has. */
const focused = `(() => {
  const one = document.activeElement
  if (one?.dataset?.at === undefined) return null
  const { outlineStyle, outlineWidth } = getComputedStyle(one)
  return {
    at: Number(one.dataset.at),
    isSeen: outlineStyle !== 'none' && outlineWidth !== '0px',
    name: one.outerHTML.slice(0, 120),
  }
})()`

interface Focused {
  readonly at: number
  readonly isSeen: boolean
  readonly name: string
}

/** What Tab does not reach in the order of the page, or not visibly; empty = everything can be done by keyboard. */
export async function unreachedByTab(page: Page): Promise<readonly string[]> {
  const count = (await page.evaluate(numbering)) as number
  const wrong: string[] = []
  for (let at = 0; at < count; at++) {
    await page.keyboard.press('Tab')
    const now = (await page.evaluate(focused)) as Focused | null
    if (now === null) return [...wrong, `nothing has the focus after ${at} of ${count}`]
    // The buttons of a group are one stop, and a date field is several.
    if (now.at < at) at = now.at
    else if (now.at !== at) return [...wrong, `expected ${at} of ${count}, found ${now.name}`]
    if (!now.isSeen) wrong.push(`it is not seen that it has the focus: ${now.name}`)
  }
  return count === 0 ? ['there is nothing that Tab could reach'] : wrong
}
