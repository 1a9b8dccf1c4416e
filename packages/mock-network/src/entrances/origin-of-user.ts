import { outside } from './enter.ts'

/** What a proxy was told about who enters. */
export interface ProxyUser {
  readonly user: string
  /**
   * The program sent the name by default: it also offered to go without credentials, and has no password. Java sends
   * the account's name this way without any configuration, and SOCKS 4 always does (NET-14).
   */
  readonly isIncidental?: boolean
}

/**
 * Where a proxy's user enters the lab's network: the name is an office's or `outside`. No name, or an incidental one,
 * also means `outside`. undefined = no such office: somebody who names one on purpose is not let in as somebody else.
 */
export type OriginOfUser = (from: ProxyUser) => string | undefined

/** How offices are named: no account is named so by chance. */
const isOfficeName = /^office-\d+$/

export function originOfUser(offices: readonly string[]): OriginOfUser {
  const known = new Set([...offices, outside])
  return ({ user, isIncidental = false }) => {
    if (known.has(user)) return user
    const isNobodyHere = user === '' || (isIncidental && !isOfficeName.test(user))
    return isNobodyHere ? outside : undefined
  }
}
