import type { Test } from 'tap'
import { menuOf, wrongWith } from './every-page.ts'
import type { Person } from './person.ts'
import type { HandStage } from './stage.ts'
import { adminPassword } from './upgrade.ts'

/** Chosen so that, come alive, it would be an element of the page. */
export const evil = '"><img src=x onerror=alert(1)>'

/** What people can type, typed in everywhere (SEC-03). */
export async function typeMarkup(stage: HandStage, box: string): Promise<void> {
  const does = (operation: string, input: object): Promise<string> =>
    stage.do(box, operation, input)
  await does('set-setting', { key: 'greeting', value: evil })
  const issues = [{ code: 'printing', title: evil }]
  await does('set-support-team', { id: 7, name: evil, issues, members: [evil] })
}

/** Every page of that box, and the login and the portal before it. */
export async function lookAtEveryPage(
  t: Test,
  person: Person,
  box: string,
  { keys }: { readonly keys: boolean },
): Promise<void> {
  const tab = await person.tab()
  tab.page.on('dialog', (dialog) => {
    wrong.push(`a script of somebody else's has run: ${dialog.message()}`)
    void dialog.dismiss()
  })
  const wrong: string[] = []
  const look = async (name: string): Promise<void> => {
    wrong.push(...(await wrongWith(tab, { keys })))
    await tab.picture(name)
  }
  for (const start of ['/', '/login', '/appliance', '/login/nowhere', '/appliance/nowhere']) {
    await tab.page.goto(`https://${box}.support.example.com${start}`)
    await look(`page${start.replaceAll('/', '-')}`)
  }
  for (const which of ['login', 'appliance']) {
    await tab.logIn(`https://${box}.support.example.com/${which}`, adminPassword)
    for (const url of await menuOf(tab)) {
      await tab.page.goto(url)
      await look(`page${new URL(url).pathname.replaceAll('/', '-')}`)
    }
  }
  t.same(wrong, [])
}
