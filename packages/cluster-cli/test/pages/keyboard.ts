import type { Page } from 'playwright-core'

/** What a person can do something with. */
const usable =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'

/**
 * Run in the page: those of them that are seen, in the order of the page, each with a number; its answer is how many. From then on
 * the page notes what gets the focus, and whether it is seen that it has.
 */
const numbering = `(() => {
  const seen = [...document.querySelectorAll('${usable}')].filter((one) => one.checkVisibility() && !one.disabled)
  seen.forEach((one, at) => { one.dataset.at = String(at) })
  document.activeElement?.blur?.()
  const focused = window.focused = []
  addEventListener('focusin', ({ target }) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(target)
    focused.push({
      at: Number(target.dataset.at ?? -1),
      isSeen: outlineStyle !== 'none' && outlineWidth !== '0px',
      name: target.outerHTML.slice(0, 120),
    })
  })
  return seen.length
})()`

interface Focused {
  readonly at: number
  readonly isSeen: boolean
  readonly name: string
}

/** How many keys are pressed before it is asked again what they have reached. */
const pressedAtOnce = 8

/** What Tab does not reach in the order of the page, or not visibly; empty = everything can be done by keyboard. */
export async function unreachedByTab(page: Page): Promise<readonly string[]> {
  const count = (await page.evaluate(numbering)) as number
  if (count === 0) return ['there is nothing that Tab could reach']
  const wrong: string[] = []
  for (let [next, read] = [0, 0]; next < count; ) {
    for (let pressed = 0; pressed < pressedAtOnce; pressed++) await page.keyboard.press('Tab')
    const focused = ((await page.evaluate('focused')) as readonly Focused[]).slice(read)
    read += focused.length
    if (focused.length === 0) return [...wrong, `nothing has the focus after ${next} of ${count}`]
    for (const { at, isSeen, name } of focused) {
      if (next >= count) break
      if (!isSeen) wrong.push(`it is not seen that it has the focus: ${name}`)
      // The buttons of a group are one stop, and a date field is several.
      if (at === next - 1) continue
      if (at !== next) return [...wrong, `expected ${next} of ${count}, found ${name}`]
      next = at + 1
    }
  }
  return wrong
}
