import {
  askedOfAccounts,
  helper,
  initialLogin,
  interfaces,
  sitePasswordsIn,
} from '../nemesis/accounts.ts'
import type { Stage } from '../nemesis/stage.ts'
import { pairNames } from '../schedule/lab-options.ts'
import { type Course, pass } from './course.ts'

/** Whoever guessed has used up the attempts of the operators' source; it gets one a second. */
const refilledMs = 10_000
const answeredMs = 1_000

/**
 * Where somebody guessed passwords, the administrator logs in once more; whom administrators gave a password of the site tries all of
 * them on both boxes. Laws read the answers.
 */
export function* logInLast(stage: Stage): Course<void> {
  const asked = askedOfAccounts(stage)
  if (asked.length === 0) return
  yield* pass(refilledMs)
  for (const on of pairNames) {
    for (const which of interfaces)
      if (asked.some((one) => one.interface === which && one.operation === 'log-in'))
        stage.ask(on, 'log-in', { interface: which, ...initialLogin })
    for (const password of sitePasswordsIn(stage))
      stage.ask(on, 'log-in', { interface: 'login', username: helper, password })
  }
  yield* pass(answeredMs)
}
