import { outside } from './enter.ts'

/**
 * Where a proxy's user enters the lab's network: the name is an office's, or `outside`, which is also
 * meant by no name. undefined = there is no such office.
 */
export type OriginOfUser = (user: string) => string | undefined

export function originOfUser(offices: readonly string[]): OriginOfUser {
  const known = new Set([...offices, outside])
  return (user) => {
    if (user === '') return outside
    return known.has(user) ? user : undefined
  }
}
