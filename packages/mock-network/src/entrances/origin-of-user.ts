import { outside } from './enter.ts'

/** What a proxy was told of who enters. */
export interface ProxyUser {
  readonly user: string
  /**
   * The program was not asked to be anybody: it said that it would go without credentials too, and has no password. Java
   * sends the account's name so, with no configuration at all; SOCKS 4 always does (NET-14).
   */
  readonly isIncidental?: boolean
}

/**
 * Where a proxy's user enters the lab's network: the name is an office's, or `outside`, which is also
 * meant by no name and by one that was sent by the way. undefined = there is no such office: who names one
 * on purpose is not let in as somebody else.
 */
export type OriginOfUser = (from: ProxyUser) => string | undefined

/** What offices are called: no account is called so by chance. */
const isOfficeName = /^office-\d+$/

export function originOfUser(offices: readonly string[]): OriginOfUser {
  const known = new Set([...offices, outside])
  return ({ user, isIncidental = false }) => {
    if (known.has(user)) return user
    const isNobodyHere = user === '' || (isIncidental && !isOfficeName.test(user))
    return isNobodyHere ? outside : undefined
  }
}
