import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { BrowserContext, Locator, Page } from 'playwright-core'
import { complaintsOf } from '../support/browser.ts'
import type { Language, Words } from './words.ts'
import { wordsIn } from './words.ts'

/** Whoever waits for an installation of minutes waits so long at most. */
const patienceMs = 15 * 60_000

export interface PersonOptions {
  readonly context: BrowserContext
  readonly language: Language
  readonly hasScript: boolean
  /** Where pictures of what they see are kept; undefined = nowhere. */
  readonly pictures: string | undefined
}

/** Somebody at a browser, who sees pages and does nothing but click, tick, choose files and write. */
export class Person {
  readonly words: Words
  readonly #options: PersonOptions
  readonly #tabs: Tab[] = []
  /** What axe-core has against the pages of which there is a picture. */
  readonly complaints: string[] = []
  #seen = 0

  constructor(options: PersonOptions) {
    this.#options = options
    this.words = wordsIn(options.language)
  }

  /** Whether pictures are kept, and so each page is looked at closely. */
  get keepsPictures(): boolean {
    return this.#options.pictures !== undefined
  }

  /** Another tab. */
  async tab(): Promise<Tab> {
    const tab = new Tab(await this.#options.context.newPage(), this)
    this.#tabs.push(tab)
    return tab
  }

  /** What they have before them, in words: for somebody who asks why they do not go on. */
  async inWords(): Promise<string> {
    const open = this.#tabs.filter(({ page }) => !page.isClosed())
    const seen = open.map(
      async ({ page }) => `${page.url()}\n${await page.locator('body').ariaSnapshot()}`,
    )
    return (await Promise.all(seen)).join('\n\n')
  }

  get hasScript(): boolean {
    return this.#options.hasScript
  }

  async picture(page: Page, name: string): Promise<void> {
    const { pictures } = this.#options
    if (pictures === undefined) return
    mkdirSync(pictures, { recursive: true })
    this.#seen++
    const path = join(pictures, `${String(this.#seen).padStart(2, '0')}-${name}.png`)
    await page.screenshot({ path, fullPage: true })
    // axe-core waits for timers, which a page without script does not have.
    if (!this.hasScript) return
    this.complaints.push(...(await complaintsOf(page)).map((one) => `${name}: ${one}`))
  }
}

/** One tab of their browser. */
export class Tab {
  readonly page: Page
  readonly words: Words
  /** Whose browser it is. */
  readonly person: Person

  constructor(page: Page, person: Person) {
    this.page = page
    this.person = person
    this.words = person.words
  }

  /** The first login of a fresh box, at /login or /appliance: the password has to be changed. */
  async logInFirst(address: string, password: string): Promise<void> {
    const { words } = this
    await this.#identify(address, 'password')
    await this.fill(words.presentPassword, 'password')
    await this.fill(words.newPassword, password)
    await this.press(words.changePassword)
    await this.page.locator('nav.sections').waitFor()
  }

  async logIn(address: string, password: string): Promise<void> {
    await this.#identify(address, password)
    await this.page.locator('nav.sections').waitFor()
  }

  /** By the menus, as the guide writes it: Management > Failover. */
  async goTo(...menu: readonly string[]): Promise<void> {
    const navs = ['nav.sections', 'nav.pages']
    for (const [at, word] of menu.entries())
      await this.page.locator(`${navs[at]} a`, { hasText: exactly(word) }).click()
  }

  async press(button: string): Promise<void> {
    await this.page.getByRole('button', { name: button, exact: true }).click()
  }

  async fill(label: string, value: string, within?: string): Promise<void> {
    await this.#field(label, within).fill(value)
  }

  async tick(label: string, ticked: boolean): Promise<void> {
    await this.#field(label).setChecked(ticked)
  }

  async chooseFile(label: string, path: string): Promise<void> {
    await this.#field(label).setInputFiles(path)
  }

  /** Presses a button that gives a file, and saves it there. Returns its path. */
  async download(button: string, folder: string): Promise<string> {
    return await this.downloadBy(() => this.press(button), folder)
  }

  async downloadBy(click: () => Promise<void>, folder: string): Promise<string> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), click()])
    const path = join(folder, download.suggestedFilename())
    await download.saveAs(path)
    return path
  }

  /** Waits until it is there: the page looks again and again by itself, without script too. */
  async until(what: Locator): Promise<void> {
    await what.first().waitFor({ timeout: patienceMs })
  }

  text(text: string): Locator {
    return this.page.getByText(text, { exact: true })
  }

  picture(name: string): Promise<void> {
    return this.person.picture(this.page, name)
  }

  async #identify(address: string, password: string): Promise<void> {
    const { words } = this
    await this.page.goto(address)
    await this.fill(words.username, 'admin')
    await this.fill(words.password, password)
    await this.press(words.logIn)
  }

  #field(label: string, within?: string): Locator {
    const around =
      within === undefined ? this.page : this.page.getByRole('group', { name: within, exact: true })
    // "(optional)" may follow.
    return around.getByLabel(new RegExp(`^${escaped(label)}( \\(|$)`)).first()
  }
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const exactly = (text: string): RegExp => new RegExp(`^${escaped(text)}$`)
