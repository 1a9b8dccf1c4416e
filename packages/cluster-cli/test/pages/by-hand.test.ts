import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { browserProgram } from '../support/browser.ts'
import { handStage } from './by-hand/stage.ts'
import {
  backUpAndSync,
  establishAgain,
  openTabs,
  proofsOfKeys,
  swingByIpConfiguration,
  testByHostsFile,
  updateAutomatically,
  updateBase,
  updateByHand,
  versionsOf,
} from './by-hand/upgrade.ts'
import { languages } from './by-hand/words.ts'

/*
 * G2's asynchronous upgrade, done by hand in a real browser on a lab of real processes. `scripts/pages` plays it in each language, with
 * installations of a minute, and keeps a picture of each page; CI once, in the guide's own Portuguese, with installations of a second.
 */
const minutes = Number(process.env['UNDERSTUDY_PAGES_MINUTES'] ?? 1 / 60)
const asked = process.env['UNDERSTUDY_PAGES_LANGUAGES']?.split(',') ?? ['pt-PT']
/** B's people never have any. */
const noScript = process.env['UNDERSTUDY_PAGES_NO_SCRIPT'] !== undefined
const pictures = process.env['UNDERSTUDY_PAGES_PICTURES']

for (const language of languages.filter((one) => asked.includes(one)))
  t.test(
    `WEB-03, WEB-05: G2's asynchronous upgrade by hand in a browser, click by click, in ${language}; B's people have no script`,
    { skip: browserProgram === undefined ? 'there is no browser' : false, timeout: 30 * 60_000 },
    async (t) => {
      const stage = await handStage(t, minutes)
      await stage.orTell(async () => {
        const kept = pictures === undefined ? undefined : join(pictures, language)
        const open = (who: string, hasScript: boolean, more = {}) =>
          stage.openPerson({
            ...{ language, hasScript, ...more },
            pictures: kept === undefined ? undefined : join(kept, who),
          })
        const [forA, forB] = [await open('a', !noScript), await open('b', false)]
        const tabs = await openTabs(forA, forB)

        const saved = await backUpAndSync(tabs, stage.folder)
        t.match(saved, /backup-support\.example\.com-11\.1\.0-.*\.nsb$/)
        t.match(readFileSync(saved, 'latin1'), /^\d+ understudy-backup \d/)

        t.match(await updateAutomatically(tabs.boxB, 'b'), ['Base 3.3.2', 'Bomgar-12.2.0'])
        t.match(await versionsOf(tabs.boxB, 'b'), /12\.2\.0/)
        const tester = await open('hosts-file', true, { hostsFile: 'b' })
        t.match(await testByHostsFile(tester), { answeredBy: 'b' })

        await swingByIpConfiguration(tabs)
        const client = await (await open('client', true)).tab()
        const answer = await client.page.goto('https://support.example.com/')
        t.equal(answer?.headers()['x-understudy-appliance'], 'b', 'the site is served by B')

        await updateBase(tabs.boxA, 'a')
        const elsewhere = await (await open('elsewhere', true)).tab()
        t.equal(await updateByHand(tabs.boxA, elsewhere, stage, 'a'), 'Bomgar-12.2.0')
        t.match(await versionsOf(tabs.boxA, 'a'), /12\.2\.0/)

        const [ofA, ofB] = await proofsOfKeys(tabs)
        t.match(ofA, /^[0-9a-f]{32,}$/)
        t.equal(ofA, ofB)
        await establishAgain(tabs)
        const { page, words } = tabs.siteA
        t.equal(await page.getByRole('link', { name: words.reports }).count(), 0, 'FO-06')
        const status = await stage.understudy('status')
        t.match(status, /^b .*\n {2}role +primary.*\n {2}software +Base 3\.3\.2, Bomgar-12\.2\.0/m)
        t.match(status, /^a .*\n {2}role +backup/m)
      })
    },
  )
