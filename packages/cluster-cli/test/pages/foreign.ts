import type { Test } from 'tap'
import type { Person } from './person.ts'
import { adminPassword } from './upgrade.ts'

const settings = 'https://b.support.example.com/login/configuration/options'

/** A form of somebody else's site that would change a setting of the site, sent by the browser of somebody who is logged in. */
const trap = `<!doctype html><title>You have won</title>
<form method="post" action="${settings}">
<input name="operation" value="set-setting"><input name="key" value="greeting"><input name="value" value="forged">
<button>Fetch it</button></form>`

/** Nothing is changed by it, and the session goes on (SEC-02). */
export async function sendForeignForm(t: Test, person: Person): Promise<void> {
  const tab = await person.tab()
  await tab.logIn('https://b.support.example.com/login', adminPassword)
  const other = await person.tab()
  await other.page.route('https://foreign.example.com/', (route) =>
    route.fulfill({ contentType: 'text/html', body: trap }),
  )
  await other.page.goto('https://foreign.example.com/')
  await other.press('Fetch it')
  // The browser has kept the cookies to itself: whoever sent it has to log in.
  await other.page.getByLabel(other.words.username, { exact: true }).waitFor()
  await tab.page.goto(settings)
  t.equal(await tab.page.getByText('forged').count(), 0)
  await tab.page.locator('nav.sections').waitFor()
}
