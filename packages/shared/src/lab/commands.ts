import { type Static, Type } from 'typebox'
import type { ClientsCommand } from '../operations/clients-table.ts'
import type { NetworkCommand } from '../operations/network-table.ts'
import type { Frozen, Operation } from '../operations/operation.ts'
import type { Outcome } from '../outcome.ts'
import { refusalCodes } from '../refusals.ts'

/** What `run-site-test` answers. */
export const SiteTestResult = Type.Object({
  passed: Type.Boolean(),
  appliance: Type.String(),
  consoleVersion: Type.String(),
  lsid: Type.String(),
  reason: Type.String(),
})
export type SiteTestResult = Frozen<Static<typeof SiteTestResult>>

/**
 * Test machines run a console and a session, either on that appliance by a hosts file or (null) through
 * the site. The value is a {@link SiteTestResult}. A runbook's step `test`.
 */
export const siteTest = {
  title: 'Run a console and a session on test machines',
  kind: 'change',
  input: Type.Object(
    { test: Type.String({ minLength: 1 }), appliance: Type.Union([Type.String(), Type.Null()]) },
    { additionalProperties: false },
  ),
  output: SiteTestResult,
} as const satisfies Operation

export interface SiteTestCommand {
  readonly kind: 'run-site-test'
  readonly input: Static<typeof siteTest.input>
}

/**
 * What one process of a lab may ask of another (`to` = "network" or "clients"): an operation of its
 * table or, of the clients, a test of the site.
 */
export type LabCommand = NetworkCommand | ClientsCommand | SiteTestCommand

/** A command as the channel carries it. Its receiver checks the input against its table and refuses with a sentence. */
export const LabCommandEnvelope = Type.Unsafe<LabCommand>(
  Type.Object({ kind: Type.String({ minLength: 1, maxLength: 64 }) }),
)

/** What became of it, as the channel carries it. */
export const LabCommandOutcome = Type.Unsafe<Outcome<unknown>>(
  Type.Union([
    // JSON has no `undefined`: such a value is left out.
    Type.Object({ ok: Type.Literal(true), value: Type.Optional(Type.Unknown()) }),
    Type.Object({
      ok: Type.Literal(false),
      refusal: Type.Object({
        code: Type.Enum(refusalCodes),
        message: Type.String(),
        details: Type.Record(Type.String(), Type.Unknown()),
      }),
    }),
  ]),
)
