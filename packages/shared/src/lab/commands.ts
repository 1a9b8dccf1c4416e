import { type Static, Type } from 'typebox'
import type { ClientsCommand } from '../operations/clients-table.ts'
import type { LabOperation } from '../operations/lab-operation.ts'
import type { NetworkCommand } from '../operations/network-table.ts'

/**
 * Test machines run a console and a session: by hosts file on that appliance, or (null) through the
 * site. The value is a {@link SiteTestResult}. A runbook's step `test`.
 */
export const siteTest = {
  title: 'Run a console and a session on test machines',
  kind: 'change',
  input: Type.Object(
    { test: Type.String({ minLength: 1 }), appliance: Type.Union([Type.String(), Type.Null()]) },
    { additionalProperties: false },
  ),
} as const satisfies LabOperation

export interface SiteTestCommand {
  readonly kind: 'run-site-test'
  readonly input: Static<typeof siteTest.input>
}

/**
 * What one process of a lab may ask of another; `to` = "network" or "clients": an operation of its
 * table, or of the clients a test of the site.
 */
export type LabCommand = NetworkCommand | ClientsCommand | SiteTestCommand

/** A command as the channel carries it: whether its input fits its table is its receiver's to say, in a sentence. */
export const LabCommandEnvelope = Type.Unsafe<LabCommand>(
  Type.Object({ kind: Type.String({ minLength: 1, maxLength: 64 }) }),
)

export const LabCommandResult = Type.Union([
  // JSON has no `undefined`: a value that is none is absent.
  Type.Object({ ok: Type.Literal(true), value: Type.Optional(Type.Unknown()) }),
  Type.Object({ ok: Type.Literal(false), message: Type.String() }),
])
export type LabCommandResult = Static<typeof LabCommandResult>

/** The result's value of `log-in-again`. */
export interface LoggedInAgain {
  /** Consoles that did at once. */
  readonly count: number
  /** Consoles that will when their session has ended. */
  readonly later: number
}

/** The result's value of `check-in`. */
export interface CheckedInByHand {
  /** Passive Jump Clients that check in, or were about to anyway. */
  readonly count: number
  /** Those whose hosts are off. */
  readonly off: number
}

/** The result's value of `redeploy`. */
export interface Redeployed {
  /** Clients of the group that needed it. */
  readonly count: number
}

/** The result's value of `wind-down-clients`. */
export interface WoundDown {
  /** Sessions that had not ended when the time for it was over. */
  readonly clientsBusy: number
}

export interface AcknowledgedSession {
  readonly lsid: string
  readonly externalKey: string
}

/** The result's value of `run-site-test`. */
export interface SiteTestResult {
  readonly passed: boolean
  readonly appliance: string
  readonly consoleVersion: string
  readonly lsid: string
  readonly reason: string
}
