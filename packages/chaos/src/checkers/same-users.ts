import { askedOfAccounts, sitePasswordsIn } from '../nemesis/accounts.ts'
import type { Checker } from './checker.ts'

/** When the two are in sync, a user of the site is let in by both boxes with the same password, or by neither (SYN-01). */
export const sameUsers: Checker = {
  law: 'same-users',
  spec: 'SYN-01',
  watch: ({ stage }, tell) => ({
    atEnd: () => {
      const logins = askedOfAccounts(stage).filter(({ operation }) => operation === 'log-in')
      for (const [number, password] of sitePasswordsIn(stage).entries()) {
        const answerOf = (name: string): string => {
          const last = logins.findLast((one) => one.on === name && one.password === password)
          if (last?.answer == null) return 'says nothing'
          return last.answer.ok ? 'lets them in' : `says ${last.answer.refusal.code}`
        }
        const [a, b] = [answerOf('a'), answerOf('b')]
        if (a !== b) tell(`a user of the site logs in with password ${number + 1}: a ${a}, b ${b}`)
      }
    },
  }),
}
