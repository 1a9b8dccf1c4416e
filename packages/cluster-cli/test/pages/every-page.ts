import { complaintsOf } from '../support/browser.ts'
import { unreachedByTab } from './keyboard.ts'
import type { Tab } from './person.ts'

/** The pages of either menu, as somebody finds them who opens each section. */
export async function menuOf(tab: Tab): Promise<readonly string[]> {
  const { page } = tab
  const linksIn = async (nav: string): Promise<readonly string[]> =>
    await page.locator(`nav.${nav} a`).evaluateAll((links) => links.map((link) => String(link)))
  const found = new Set<string>()
  for (const section of await linksIn('sections')) {
    await page.goto(section)
    for (const one of [section, ...(await linksIn('pages'))]) found.add(one)
  }
  return [...found]
}

/** What is wrong with a page for people: what axe-core says, what no key reaches, what sticks out, markup that came alive. */
export async function wrongWith({ page }: Tab, { keys }: { readonly keys: boolean }) {
  const at = new URL(page.url()).pathname
  const axe = await complaintsOf(page)
  const unreached = keys ? await unreachedByTab(page) : []
  const outside = (await page.evaluate(
    'Math.max(0, document.documentElement.scrollWidth - innerWidth)',
  )) as number
  const alive = await page.locator('img, [onerror]').count()
  return [
    ...axe,
    ...unreached,
    ...(outside > 0 ? [`${outside} pixels stick out`] : []),
    ...(alive > 0 ? ['markup that somebody has typed is alive'] : []),
  ].map((wrong) => `${at}: ${wrong}`)
}
