import type { Store } from '../ports/store.ts'

/** Wrong passwords for a name, whether or not there is such an account: the answer tells neither. */
export interface Attempt {
  failures: number
  /** Being checked now: they count as failures until they are known to be right. */
  underWay: number
  lockedUntilMs: number
}
export type Attempts = Map<string, Attempt>

const key = 'login-attempts'

/** Killing the process must not give anybody five more guesses. */
export function readAttempts(store: Store): Attempts {
  const text = store.values.get(key)
  const kept = text === undefined ? [] : (JSON.parse(text) as [string, number, number][])
  return new Map(
    kept.map(([name, failures, lockedUntilMs]) => [name, { failures, underWay: 0, lockedUntilMs }]),
  )
}

export function keepAttempts(store: Store, attempts: Attempts): void {
  const kept = [...attempts].filter(([, one]) => one.failures > 0 || one.lockedUntilMs > 0)
  const text = JSON.stringify(kept.map(([name, a]) => [name, a.failures, a.lockedUntilMs]))
  if ((store.values.get(key) ?? '[]') !== text) store.values.put(key, text)
}
