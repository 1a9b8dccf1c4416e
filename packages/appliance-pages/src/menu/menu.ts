import type { AccountInterface } from '@understudy/shared'
import { addresses } from '../pages/addresses.tsx'
import { apiConfiguration } from '../pages/api-configuration.tsx'
import { basics } from '../pages/basics.tsx'
import { certificates } from '../pages/certificates/certificates.tsx'
import { email } from '../pages/email.tsx'
import { failover } from '../pages/failover/failover.tsx'
import { information } from '../pages/information.tsx'
import { installers } from '../pages/installers.tsx'
import { myAccount } from '../pages/my-account.tsx'
import { notSimulated } from '../pages/not-simulated.tsx'
import { outboundEvents } from '../pages/outbound-events.tsx'
import type { Page } from '../pages/page.ts'
import { reports } from '../pages/reports.tsx'
import { security } from '../pages/security.tsx'
import { jumpClientSettings, siteSettings } from '../pages/settings.tsx'
import { software } from '../pages/software.tsx'
import { supportTeams } from '../pages/support-teams.tsx'
import { updates } from '../pages/updates/updates.tsx'
import { boxUsers, siteUsers } from '../pages/users.tsx'
import { utilities } from '../pages/utilities.tsx'
import type { TextKey } from '../texts/texts.ts'

/** A page of a menu. */
export interface MenuEntry {
  readonly word: MenuWord
  readonly page: Page
  /** A backup has it too; the others are extraneous there (FO-06). */
  readonly onBackup?: true
}

/** A tab with its pages; a section of one page has the page's name. */
export interface MenuSection {
  readonly word: MenuWord
  readonly entries: readonly MenuEntry[]
}

/** A word of the menus; without its prefix it is a part of the page's address. */
export type MenuWord = Extract<TextKey, `menu.${string}`>

const entry = (word: MenuWord, page: Page): MenuEntry => ({ word, page })
const always = (word: MenuWord, page: Page): MenuEntry => ({ word, page, onBackup: true })
const alone = (one: MenuEntry): MenuSection => ({ word: one.word, entries: [one] })

const site: readonly MenuSection[] = [
  { word: 'menu.status', entries: [always('menu.information', information)] },
  alone(always('menu.my-account', myAccount)),
  {
    word: 'menu.configuration',
    entries: [
      entry('menu.options', siteSettings),
      entry('menu.support-teams', supportTeams),
      entry('menu.jump-clients', jumpClientSettings),
    ],
  },
  { word: 'menu.users-and-security', entries: [entry('menu.users', siteUsers)] },
  alone(entry('menu.reports', reports)),
  alone(entry('menu.public-portals', notSimulated)),
  alone(entry('menu.localization', notSimulated)),
  {
    word: 'menu.management',
    entries: [
      always('menu.software-management', software),
      entry('menu.rep-console-settings', installers),
      always('menu.security', security),
      entry('menu.site-configuration', notSimulated),
      entry('menu.email-configuration', email),
      entry('menu.outbound-events', outboundEvents),
      entry('menu.cluster', notSimulated),
      always('menu.failover', failover),
      entry('menu.api-configuration', apiConfiguration),
      entry('menu.support', notSimulated),
    ],
  },
]

const box: readonly MenuSection[] = [
  { word: 'menu.status', entries: [always('menu.basics', basics)] },
  alone(always('menu.users', boxUsers)),
  { word: 'menu.networking', entries: [always('menu.ip-configuration', addresses)] },
  { word: 'menu.security', entries: [always('menu.certificates', certificates)] },
  {
    word: 'menu.support',
    entries: [
      always('menu.utilities', utilities),
      always('menu.updates', updates),
      always('menu.advanced-support', notSimulated),
    ],
  },
]

/** Both menus, whole and in the product's order (WEB-03). */
export const menus: Readonly<Record<AccountInterface, readonly MenuSection[]>> = {
  login: site,
  appliance: box,
}

const partOf = (word: MenuWord): string => word.slice('menu.'.length)

/** `/login/management/failover` */
export const pathOf = (
  which: AccountInterface,
  section: MenuSection,
  { word }: MenuEntry,
): string =>
  section.word === word
    ? `/${which}/${partOf(word)}`
    : `/${which}/${partOf(section.word)}/${partOf(word)}`

export interface PlacedPage {
  readonly interface: AccountInterface
  readonly path: string
  readonly section: MenuSection
  readonly entry: MenuEntry
}

/** Every page of both menus, with its address. */
export const placedPages: readonly PlacedPage[] = (['login', 'appliance'] as const).flatMap(
  (which) =>
    menus[which].flatMap((section) =>
      section.entries.map((entry) => ({
        interface: which,
        path: pathOf(which, section, entry),
        section,
        entry,
      })),
    ),
)
