import type { Page } from 'playwright-core'

/** What a person can do something with. */
const usable =
  'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]'

/**
 * Run in the page: how many of them are seen. From then on the page notes the place of each that gets the focus among those that are
 * seen then (a page may draw a part of itself anew meanwhile), and whether it is seen that it has.
 */
const noting = `(() => {
  const seen = () => [...document.querySelectorAll('${usable}')].filter((one) => one.checkVisibility() && !one.disabled)
  document.activeElement?.blur?.()
  const focused = window.focused = []
  addEventListener('focusin', ({ target }) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(target)
    focused.push({
      at: seen().indexOf(target),
      isSeen: outlineStyle !== 'none' && outlineWidth !== '0px',
      name: target.outerHTML.slice(0, 120),
    })
  })
  return seen().length
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
  const count = (await page.evaluate(noting)) as number
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
