import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const Id = Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' })
const Duration = Type.String({ pattern: '^\\d+(ms|s|m|h)$', description: 'a duration like 500ms, 60s, 90m, 4h' })
const ApplianceRef = Type.Union([Type.Literal('a'), Type.Literal('b')])

/** A statement about one field of an appliance's `status`, by its dotted path. `${...}` is filled in. */
export const Check = Type.Object(
  {
    of: ApplianceRef,
    that: Type.String({ minLength: 1, maxLength: 100 }),
    is: Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]),
  },
  closed,
)
export type Check = Static<typeof Check>

/** Warnings that a step can raise before it acts; each is a small function in conductor/warnings. */
export const warningNames = ['session-gap', 'no-redundancy', 'client-updates'] as const

/** One step. Exactly one of do, update, test, wait, observe says what it does. */
export const Step = Type.Object(
  {
    id: Id,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    /** Which section of which guide it comes from. */
    guide: Type.String({ minLength: 1, maxLength: 300 }),
    on: Type.Optional(ApplianceRef),
    /** An operation of the operations table, with its input. */
    do: Type.Optional(Type.String()),
    with: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    /** Update the appliance `on` to the lab's target, package by package. */
    update: Type.Optional(Type.Literal('to-target')),
    /** Test machines run a console and a session: through the site, or by hosts file on `on` alone (NET-06). */
    test: Type.Optional(Type.Union([Type.Literal('through-site'), Type.Literal('by-hosts-file')])),
    /** A duration, or the lab's pause between the windows. */
    wait: Type.Optional(Type.Union([Duration, Type.Literal('between-windows')])),
    /** Nothing is done; only the checks are made. */
    observe: Type.Optional(Type.Literal(true)),
    warn: Type.Optional(Type.Array(Type.Union(warningNames.map((name) => Type.Literal(name))))),
    /** Waited for after acting; all must hold at once within `within` (default 10m). */
    until: Type.Optional(Type.Array(Check)),
    within: Type.Optional(Duration),
    /** Must hold when the step is over. */
    check: Type.Optional(Type.Array(Check)),
  },
  closed,
)
export type Step = Static<typeof Step>

export const Runbook = Type.Object(
  {
    runbook: Id,
    title: Type.String({ minLength: 1, maxLength: 200 }),
    guide: Type.String({ minLength: 1, maxLength: 300 }),
    /** Must hold before the first window (REH-03). */
    preflight: Type.Optional(Type.Array(Check)),
    windows: Type.Array(
      Type.Object({ id: Id, title: Type.String({ minLength: 1, maxLength: 200 }), steps: Type.Array(Step, { minItems: 1, maxItems: 200 }) }, closed),
      { minItems: 1, maxItems: 20 },
    ),
  },
  closed,
)
export type Runbook = Static<typeof Runbook>
