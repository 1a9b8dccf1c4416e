import type { Store } from '@understudy/appliance-core'
import { initialLogin } from '../nemesis/accounts.ts'
import { type PairName, pairNames } from '../schedule/lab-options.ts'
import type { Checker } from './checker.ts'

/** So long an account is locked. */
const lockMs = 900_000

/**
 * An account that is locked lets nobody in before its time, also by another process of that box, and locks nobody out for longer: not by
 * a clock that was set back either, from where it counts anew (SEC-02).
 */
export const lockoutsHaveTheirTime: Checker = {
  law: 'lockouts-have-their-time',
  spec: 'SEC-02',
  watch: ({ stage, stores }, tell) => {
    /** Since when, by box and interface; as the administrator's account is locked, whom operators log in as. */
    const locked = new Map<string, number>()
    const isClockAsBefore = (name: PairName, sinceMs: number): boolean =>
      (stage.clockSetAtMs?.(name) ?? Number.NEGATIVE_INFINITY) < sinceMs
    return {
      onDestroyed: (name) => {
        for (const key of [...locked.keys()]) if (key.startsWith(`${name}/`)) locked.delete(key)
      },
      onEvent: (event) => {
        if (event.name !== 'account-locked' && event.name !== 'logged-in') return
        const { source, interface: which, username } = event
        const name = pairNames.find((one) => one === source)
        if (name === undefined || username !== initialLogin.username) return
        const key = `${name}/${which}`
        if (event.name === 'account-locked') locked.set(key, event.atMs)
        const sinceMs = locked.get(key)
        if (event.name === 'account-locked' || sinceMs === undefined) return
        const forMs = event.atMs - sinceMs
        // Clocks differ by little as long as nobody sets them.
        if (forMs < lockMs / 2 && isClockAsBefore(name, sinceMs))
          tell(`${name} locked ${username} of /${which}, and let them in ${forMs} ms later`)
        locked.delete(key)
      },
      atEnd: () => {
        for (const name of pairNames)
          for (const [account, untilMs] of lockoutsOn(stores[name])) {
            const sinceMs = locked.get(`${name}/${interfaceOf(account)}`)
            const isTimed = sinceMs !== undefined && isClockAsBefore(name, sinceMs)
            const latestMs = (isTimed ? sinceMs : stage.nowMs) + lockMs
            if (untilMs > latestMs)
              tell(`${name} locks ${account} for ${untilMs - latestMs} ms too long`)
          }
      },
    }
  },
}

const suffix = `/${initialLogin.username}`
const interfaceOf = (account: string): string => account.slice(0, -suffix.length)

/** Accounts as interface and name, and until when each is locked by the box's clock. */
const lockoutsOn = ({ values }: Store): readonly (readonly [string, number])[] =>
  (JSON.parse(values.get('login-attempts') ?? '[]') as [string, number, number][])
    .filter(([account]) => account.endsWith(suffix))
    .map(([account, , untilMs]) => [account, untilMs])
