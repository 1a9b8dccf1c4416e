import { type Static, Type } from 'typebox'
import type { Frozen } from './operation.ts'
import { Count, SessionKey } from './schemas.ts'

/** What the operations of the clients' table answer. */

/** `log-in-again`. */
export const LoggedInAgain = Type.Object({
  /** Consoles that did so at once. */
  count: Count,
  /** Consoles that will do so after their session. */
  later: Count,
})
export type LoggedInAgain = Frozen<Static<typeof LoggedInAgain>>

/** `check-in`. */
export const CheckedInByHand = Type.Object({
  /** Passive Jump Clients that check in now, or were about to anyway. */
  count: Count,
  /** Those whose hosts are off. */
  off: Count,
})
export type CheckedInByHand = Frozen<Static<typeof CheckedInByHand>>

/** `call-jump-client`. */
export const CalledJumpClient = Type.Object({
  /** Who was called; null = none is installed on a host that is on. */
  jumpClient: Type.Union([Type.String(), Type.Null()]),
  /** Where it was reached, and the session it had there. */
  appliance: Type.String(),
  lsid: Type.String(),
})
export type CalledJumpClient = Frozen<Static<typeof CalledJumpClient>>

/** `use-session-key`. */
export const CustomerWithKey = Type.Object({
  /** Their name, which their session's record has. */
  customer: Type.String(),
})

/** `redeploy`. */
export const Redeployed = Type.Object({
  /** Clients of the group that needed it. */
  count: Count,
})
export type Redeployed = Frozen<Static<typeof Redeployed>>

/** `pull-sessions`. */
export const SessionsPulled = Type.Object({
  /** Integrations that have asked. */
  count: Count,
  /** Sessions that are new to one of them. */
  added: Count,
  /** Those whose pull failed, by name. */
  failed: Type.Array(Type.String()),
})

/** `kill-integrations`. */
export const IntegrationsKilled = Type.Object({
  /** Integrations that were killed, or will be in their next report. */
  count: Count,
})

/** `wind-down-clients`. */
export const WoundDown = Type.Object({
  /** Sessions that had not ended in time. */
  clientsBusy: Count,
})

/** `list-acknowledged`. */
export const AcknowledgedSessions = Type.Array(SessionKey)
export type AcknowledgedSession = Frozen<Static<typeof SessionKey>>
