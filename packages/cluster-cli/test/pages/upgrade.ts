import type { Person, Tab } from './person.ts'
import type { HandStage } from './stage.ts'

/*
 * G2, "Actualização Assíncrona de Dois Aparelhos numa Relação de Activação Pós-falha", as somebody does it who has the guide beside
 * the keyboard: every step is a click, a tick or a word on a page.
 */

const a = 'https://a.support.example.com'
const b = 'https://b.support.example.com'
const site = 'https://support.example.com/'
const sharedAddress = '192.0.2.100'
/** Somebody's choice. */
export const adminPassword = 'Evora-1-olive-oil'

/** Four tabs, where everybody is logged in: /login and /appliance of either box. */
export interface Tabs {
  readonly siteA: Tab
  readonly siteB: Tab
  readonly boxA: Tab
  readonly boxB: Tab
}

export async function openTabs(forA: Person, forB: Person): Promise<Tabs> {
  const [siteA, boxA] = [await forA.tab(), await forA.tab()]
  const [siteB, boxB] = [await forB.tab(), await forB.tab()]
  const { words } = siteA
  await siteA.logInFirst(`${a}/login`, adminPassword)
  await boxA.logInFirst(`${a}/appliance`, adminPassword)
  await boxB.logInFirst(`${b}/appliance`, adminPassword)
  // The accounts of /login are synced: B has the new password with the next sync.
  await siteA.goTo(words.management, words.failover)
  await siteA.page.getByRole('link', { name: words.refresh, exact: true }).click()
  await siteA.picture('a-failover-primary')
  await siteA.press(words.syncNow)
  await siteA.page.locator('.notice.done').waitFor()
  await siteB.logIn(`${b}/login`, adminPassword)
  return { siteA, siteB, boxA, boxB }
}

/** Cópia de segurança e sincronização: Download Backup on A, Sync Now and Break Failover Relationships on B. */
export async function backUpAndSync({ siteA, siteB }: Tabs, folder: string): Promise<string> {
  const { words } = siteA
  await siteA.goTo(words.management, words.softwareManagement)
  await siteA.picture('a-software-management')
  const saved = await siteA.download(words.downloadBackup, folder)
  await siteB.goTo(words.management, words.failover)
  await siteB.picture('b-failover-backup')
  await siteB.press(words.syncNow)
  await siteB.until(siteB.text(words.synced))
  await siteB.picture('b-failover-synced')
  await siteB.press(words.breakRelationships)
  await siteB.until(siteB.text(words.notConfigured))
  await siteB.picture('b-failover-broken')
  return saved
}

/** Automático: Check for Updates, and Install This Update, the newest that can be, until there is nothing more: what was installed. */
export async function updateAutomatically(box: Tab, who: string): Promise<readonly string[]> {
  const { words, page } = box
  const installed: string[] = []
  const toInstall = { name: words.installThisUpdate, exact: true } as const
  for (;;) {
    await box.goTo(words.support, words.updates)
    await box.press(words.checkForUpdates)
    await box.picture(`${who}-updates-found`)
    const install = page.getByRole('link', toInstall)
    const isEmpty = box.text(words.noUpdates)
    await install.or(isEmpty).first().waitFor()
    if (await isEmpty.isVisible()) return installed
    // "Base updates are normally installed immediately before the Bomgar packages."
    const bases = page.locator('li', { hasText: 'Base' }).getByRole('link', toInstall)
    const newest = (await bases.count()) > 0 ? bases.last() : install.last()
    installed.push(await acceptAndInstall(box, () => newest.click(), who))
  }
}

/** Below Base 3.3.2 there is no key: that one Base comes automatically. */
export async function updateBase(box: Tab, who: string): Promise<void> {
  const { words, page } = box
  await box.goTo(words.support, words.updates)
  await box.press(words.checkForUpdates)
  const base = page.locator('li', { hasText: 'Base' })
  const install = base.getByRole('link', { name: words.installThisUpdate, exact: true })
  await acceptAndInstall(box, () => install.last().click(), who)
}

/** Manual: the key is copied, posted elsewhere, and the newest file that comes of it uploaded. */
export async function updateByHand(
  box: Tab,
  elsewhere: Tab,
  stage: HandStage,
  who: string,
): Promise<string> {
  const { words, page } = box
  await box.goTo(words.support, words.updates)
  await box.press(words.downloadKey)
  await box.picture(`${who}-download-key`)
  const key = await page.locator('textarea.key').inputValue()
  await elsewhere.page.goto(stage.updatesUrl)
  await postKey(elsewhere, 'no key')
  await elsewhere.page.getByText('This is no Appliance Download Key').waitFor()
  await postKey(elsewhere, key)
  await elsewhere.picture('update-server')
  const links = elsewhere.page.locator('a[download]')
  const file = await elsewhere.downloadBy(() => links.last().click(), stage.folder)
  await box.goTo(words.support, words.updates)
  await box.chooseFile(words.updateFile, file)
  return await acceptAndInstall(box, () => box.press(words.updateSoftware), who)
}

async function postKey({ page }: Tab, key: string): Promise<void> {
  await page.locator('textarea').fill(key)
  await page.getByRole('button').click()
}

/** The licence agreement, and the progress until the page of updates is there again. */
async function acceptAndInstall(
  box: Tab,
  begin: () => Promise<void>,
  who: string,
): Promise<string> {
  const { words, page } = box
  await begin()
  await page.getByLabel(words.accept, { exact: true }).waitFor()
  const title = (await page.locator('h2').first().textContent()) ?? ''
  const name = /(?:Base |Bomgar-)[\d.]+$/.exec(title)?.[0] ?? title
  await box.picture(`${who}-agreement-${name}`)
  await box.tick(words.accept, true)
  await box.press(words.installThisUpdate)
  await page.locator('progress').waitFor()
  await box.picture(`${who}-installing-${name}`)
  if (box.person.keepsPictures) await lookAtTheClosedSite(box, who)
  await box.until(page.getByRole('button', { name: words.checkForUpdates, exact: true }))
  return name
}

/** The whole of /login is the maintenance page meanwhile. */
async function lookAtTheClosedSite(box: Tab, who: string): Promise<void> {
  const closed = await box.person.tab()
  await closed.page.goto(new URL('/login', box.page.url()).href)
  await closed.picture(`${who}-maintenance`)
  await closed.page.close()
}

/** Estado > Noções básicas shows the versions. */
export async function versionsOf(box: Tab, who: string): Promise<string> {
  const { words, page } = box
  await box.goTo(words.status, words.basics)
  await box.picture(`${who}-basics`)
  return (await page.locator('main').textContent()) ?? ''
}

/** Verificar e Testar: from a machine whose hosts file leads to B, a support session is asked for. */
export async function testByHostsFile(tester: Person): Promise<{ readonly answeredBy: string }> {
  const portal = await tester.tab()
  const { words, page } = portal
  const response = await page.goto(site)
  await portal.fill(words.yourName, 'Test')
  await portal.picture('portal-by-hosts-file')
  await portal.press(words.requestSession)
  await page.locator('[data-session]').waitFor()
  await portal.picture('session-by-hosts-file')
  return { answeredBy: response?.headers()['x-understudy-appliance'] ?? '' }
}

/** Troca de IP Partilhado: B's page is open in the other tab; off on A first, on on B then. */
export async function swingByIpConfiguration({ boxA, boxB }: Tabs): Promise<void> {
  const { words } = boxA
  for (const box of [boxB, boxA]) {
    await box.goTo(words.networking, words.ipConfiguration)
    await box.page.getByRole('link', { name: sharedAddress, exact: true }).click()
  }
  for (const [box, who, enabled] of [
    [boxA, 'a', false],
    [boxB, 'b', true],
  ] as const) {
    await box.page.locator('#edit').getByLabel(words.enabled, { exact: true }).setChecked(enabled)
    await box.picture(`${who}-ip-configuration`)
    await box.page.locator('#edit').getByRole('button', { name: words.saveChanges }).click()
    await box.page.locator('.notice.done').waitFor()
    await box.picture(`${who}-ip-configuration-saved`)
  }
}

/** "Consulte a página Segurança para verificar a chave para cada aparelho": equal proofs are equal keys. */
export async function proofsOfKeys({ siteA, siteB }: Tabs): Promise<readonly string[]> {
  const proofs: string[] = []
  for (const tab of [siteA, siteB]) {
    const { words, page } = tab
    await tab.goTo(words.management, words.security)
    await tab.fill(words.number, 'c0ffee'.repeat(8))
    await tab.press(words.showProof)
    proofs.push((await page.locator('main code').textContent()) ?? '')
  }
  await siteA.picture('a-security')
  return proofs
}

/** Restabelecer uma Relação, on B, and Sync Now. */
export async function establishAgain({ siteB, siteA }: Tabs): Promise<void> {
  const { words } = siteB
  await siteB.goTo(words.management, words.failover)
  await siteB.fill(words.hostName, 'a.support.example.com', words.newBackup)
  await siteB.fill(words.tlsPort, '443', words.newBackup)
  await siteB.fill(words.hostName, 'b.support.example.com', words.reverse)
  await siteB.fill(words.tlsPort, '443', words.reverse)
  await siteB.picture('b-failover-set-up')
  await siteB.press(words.establish)
  await siteB.until(siteB.page.locator('.badge.role-primary'))
  await siteB.picture('b-failover-primary')
  await siteB.press(words.syncNow)
  await siteB.page.locator('.notice.done').waitFor()
  await siteA.goTo(words.management, words.failover)
  await siteA.until(siteA.text(words.synced))
  await siteA.picture('a-failover-backup')
}
