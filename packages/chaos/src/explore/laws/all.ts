import { acknowledgedSessions } from './acknowledged-sessions.ts'
import { calmRequestsSucceed } from './calm-requests-succeed.ts'
import { epochsOnlyGrow } from './epochs-only-grow.ts'
import { everyWaitEnds } from './every-wait-ends.ts'
import type { Breach, Law, Step } from './law.ts'
import { neverTwoPrimaries } from './never-two-primaries.ts'
import { noAssertionFails } from './no-assertion-fails.ts'
import { onePrimaryPerEpoch } from './one-primary-per-epoch.ts'
import { sessionsAreRecorded } from './sessions-are-recorded.ts'
import { syncFirstLeavesNothing } from './sync-first-leaves-nothing.ts'
import { toldIsStored } from './told-is-stored.ts'
import { usersHaveLeft } from './users-have-left.ts'

const always: readonly Law[] = [
  noAssertionFails,
  toldIsStored,
  acknowledgedSessions,
  epochsOnlyGrow,
  onePrimaryPerEpoch,
  everyWaitEnds,
  sessionsAreRecorded,
  usersHaveLeft,
  calmRequestsSucceed,
  syncFirstLeavesNothing,
]

/** The laws of a scope: one more where no operator forces a role. */
export const lawsOf = ({ forces }: { readonly forces: boolean }): readonly Law[] =>
  forces ? always : [...always, neverTwoPrimaries]

/** The first law that the step breaks; null = none. */
export function breachOf(laws: readonly Law[], step: Step): Breach | null {
  for (const { law, spec, against } of laws) {
    const message = against(step)
    if (message !== null) return { law, spec, message }
  }
  return null
}
