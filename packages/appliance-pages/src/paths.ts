import type { AccountInterface } from '@understudy/shared'
import type { Language } from './languages/language.ts'

/** What pages fetch besides themselves. */
export const assetPaths = {
  style: '/assets/pages.css',
  script: '/assets/live.js',
  icon: '/assets/icon.svg',
} as const

/** Chooses a language and goes back to where somebody was. */
export const languageRoute = '/language'
export const languagePath = (language: Language, back: string): string =>
  `${languageRoute}?to=${language}&back=${encodeURIComponent(back)}`

export const logoutPath = (which: AccountInterface): string => `/${which}/log-out`

/** Pages that others lead to. */
export const pagePaths = {
  failover: '/login/management/failover',
  security: '/login/management/security',
  account: '/login/my-account',
  boxUsers: '/appliance/users',
  updates: '/appliance/support/updates',
} as const

/** Where somebody begins who has logged in. */
export const startPaths: Readonly<Record<AccountInterface, string>> = {
  login: '/login/status/information',
  appliance: '/appliance/status/basics',
}
