import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import t, { type Test } from 'tap'
import { browserProgram } from '../support/browser.ts'
import { sendForeignForm } from './foreign.ts'
import { lookAtEveryPage, typeMarkup } from './looks.ts'
import type { Person } from './person.ts'
import { type BrowserOptions, type HandStage, handStage } from './stage.ts'
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
} from './upgrade.ts'
import { languages } from './words.ts'

/*
 * G2's asynchronous upgrade, done by hand in a real browser on a lab of real processes. `scripts/pages` plays it in each language, with
 * installations of a minute, and keeps a picture of each page; this file alone once, in the guide's own Portuguese, in seconds.
 */
const minutes = Number(process.env['UNDERSTUDY_PAGES_MINUTES'] ?? 1 / 60)
const asked = process.env['UNDERSTUDY_PAGES_LANGUAGES']?.split(',') ?? ['pt-PT']
/** B's people never have any. */
const noScript = process.env['UNDERSTUDY_PAGES_NO_SCRIPT'] !== undefined
const pictures = process.env['UNDERSTUDY_PAGES_PICTURES']

/** Looking closely at each page takes minutes: the script does. */
const whole = pictures !== undefined

for (const language of languages.filter((one) => asked.includes(one)))
  t.test(
    `what people see of a lab, in ${language}`,
    { skip: browserProgram === undefined ? 'there is no browser' : false, timeout: 60 * 60_000 },
    async (t) => {
      const stage = await handStage(t, minutes)
      const open = (who: string, more: Partial<BrowserOptions> = {}): Promise<Person> =>
        stage.openPerson({
          ...{ language, ...more },
          pictures: pictures === undefined ? undefined : join(pictures, language, who),
        })

      await t.test(
        "WEB-03, WEB-05: G2's asynchronous upgrade by hand, click by click; B's people have no script",
        (t) => stage.orTell(() => upgrade(t, stage, open)),
      )

      if (whole)
        await t.test(
          'WEB-03, SEC-03: axe-core has nothing against any page, each is done by keyboard, and markup is inert',
          async (t) => {
            await typeMarkup(stage, 'b')
            await lookAtEveryPage(t, await open('pages'), 'b', { keys: true })
            const dark = await open('pages-dark', { colorScheme: 'dark' })
            await lookAtEveryPage(t, dark, 'b', { keys: false })
            const phone = await open('pages-phone', { width: 390 })
            await lookAtEveryPage(t, phone, 'b', { keys: false })
            await lookAtEveryPage(t, await open('pages-backup'), 'a', { keys: true })
          },
        )

      await t.test('SEC-02: a form of another site changes nothing', async (t) =>
        sendForeignForm(t, await open('victim')),
      )
      t.same(stage.complaints(), [])
    },
  )

async function upgrade(
  t: Test,
  stage: HandStage,
  open: (who: string, more?: Partial<BrowserOptions>) => Promise<Person>,
): Promise<void> {
  const [forA, forB] = [
    await open('a', { hasScript: !noScript }),
    await open('b', { hasScript: false }),
  ]
  const tabs = await openTabs(forA, forB)

  const saved = await backUpAndSync(tabs, stage.folder)
  t.match(saved, /backup-support\.example\.com-11\.1\.0-.*\.nsb$/)
  t.match(readFileSync(saved, 'latin1'), /^understudy-backup \d/)

  t.match(await updateAutomatically(tabs.boxB, 'b'), ['Base 3.3.2', 'Bomgar-12.2.0'])
  t.match(await versionsOf(tabs.boxB, 'b'), /12\.2\.0/)
  const tester = await open('hosts-file', { hostsFile: 'b' })
  t.match(await testByHostsFile(tester), { answeredBy: 'b' })

  await swingByIpConfiguration(tabs)
  const client = await (await open('client')).tab()
  const answer = await client.page.goto('https://support.example.com/')
  t.equal(answer?.headers()['x-understudy-appliance'], 'b', 'the site is served by B')

  await updateBase(tabs.boxA, 'a')
  const elsewhere = await (await open('elsewhere')).tab()
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
}
