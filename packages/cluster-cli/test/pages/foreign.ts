import type { Test } from 'tap'
import type { Person } from './person.ts'
import { adminPassword } from './upgrade.ts'

const settings = 'https://b.support.example.com/login/configuration/options'

/** A form of somebody else's site that would change a setting of the site, sent by the browser of somebody who is logged in. */
const trap = `<!doctype html><title>You have won</title>
<form method="post" action="${settings}">
<input name="operation" value="set-setting"><input name="key" value="greeting"><input name="value" value="forged">
<button>Fetch it</button></form>`

/** A neighbour under the same domain is sent the cookies, and only the form's token is missing; others are not even sent these. */
const foreigners = ['https://foreign.example.com/', 'https://foreign.example.org/'] as const

/** Nothing is changed by it, and the session goes on (SEC-02). */
export async function sendForeignForm(t: Test, person: Person): Promise<void> {
  const tab = await person.tab()
  await tab.logIn('https://b.support.example.com/login', adminPassword)
  const [neighbour, stranger] = [await person.tab(), await person.tab()]
  for (const [other, url] of [
    [neighbour, foreigners[0]],
    [stranger, foreigners[1]],
  ] as const) {
    await other.page.route(url, (route) => route.fulfill({ contentType: 'text/html', body: trap }))
    await other.page.goto(url)
    await other.press('Fetch it')
  }
  await neighbour.page.locator('[data-refusal="csrf-refused"]').waitFor()
  await stranger.page.getByLabel(stranger.words.username, { exact: true }).waitFor()
  await tab.page.goto(settings)
  t.equal(await tab.page.getByText('forged').count(), 0)
  await tab.page.locator('nav.sections').waitFor()
}
