import { swingMethods } from '@understudy/shared'
import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const

/** Names steps, windows and runbooks. */
const Id = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,62}$',
  description: 'lower-case letters, digits and hyphens, beginning with a letter',
})
const Duration = Type.String({
  pattern: '^\\d{1,9}(ms|s|m|h)$',
  description: 'a duration like 500ms, 60s, 90m, 4h',
})
const Title = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'a text of 1 to 200 letters',
})
/** The section of the guide it comes from. */
const Guide = Type.String({
  minLength: 1,
  maxLength: 300,
  description: 'the section of a guide, a text of 1 to 300 letters',
})
/** What a check is about: an appliance, by the lab file's name, or the network with its DNS, NAT and cables. */
const Subject = Type.String({
  pattern: '^(?!clients$)[a-z][a-z0-9-]{0,30}$',
  description: 'the name of an appliance, or network',
})
export type Subject = Static<typeof Subject>

const ApplianceList = Type.Array(
  Type.String({
    pattern: '^(?!(clients|network)$)[a-z][a-z0-9-]{0,30}$',
    description: 'the name of an appliance',
  }),
  { minItems: 2, maxItems: 20, description: 'a list of at least two appliances' },
)

/** Who acts: an appliance, the network, or the people at the clients' machines. */
const Actor = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,30}$',
  description: 'the name of an appliance, network or clients',
})
export type Actor = Static<typeof Actor>

const SwingMethod = Type.Union(
  [Type.Literal('shared-ip'), Type.Literal('dns'), Type.Literal('nat')],
  { description: swingMethods.join(', ') },
)

/** The labs a step or check is meant for; in others it is not part of the plan. */
export const When = Type.Object(
  {
    swing: Type.Optional(
      Type.Union([SwingMethod, Type.Array(SwingMethod, { minItems: 1, maxItems: 3 })], {
        description: `${swingMethods.join(', ')}, or a list of these`,
      }),
    ),
    /** Only where somebody has chosen this variant of the runbook. */
    variant: Type.Optional(Id),
    /** The lab has integrations; some are set by an address; the site's version is one whose sessions do not merge. */
    integrations: Type.Optional(
      Type.Union([Type.Literal('any'), Type.Literal('by-address'), Type.Literal('before-10.6')], {
        description: 'any, by-address or before-10.6',
      }),
    ),
  },
  { ...closed, minProperties: 1, description: 'a condition with swing, integrations or variant' },
)
export type When = Static<typeof When>

/** A statement about one field of a `status`, by its dotted path. `${...}` is filled in. */
export const Check = Type.Object(
  {
    of: Subject,
    that: Type.String({
      minLength: 1,
      maxLength: 100,
      description: "a field of an appliance's or the network's status",
    }),
    is: Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()], {
      description: 'a text, a number, true, false or null',
    }),
    when: Type.Optional(When),
  },
  { ...closed, description: 'a check with of, that and is' },
)
export type Check = Static<typeof Check>

const Checks = Type.Array(Check, { maxItems: 100, description: 'a list of at most 100 checks' })

/** Somebody, or a question, in the words of whoever carries the runbook out. */
const Words = (description: string) => Type.String({ minLength: 1, maxLength: 300, description })

/** One step. Exactly one of do, update, test, wait, sameKey, approve, decide, observe says what it does. */
export const Step = Type.Object(
  {
    id: Id,
    title: Title,
    guide: Guide,
    when: Type.Optional(When),
    /** Who acts; for a test, the appliance that must answer. */
    on: Type.Optional(Actor),
    /** An operation from the appliances', the network's or the clients' table, with its input. */
    do: Type.Optional(Type.String({ description: 'an operation of the operations table' })),
    with: Type.Optional(
      Type.Record(Type.String(), Type.Unknown(), { description: "the operation's input, by name" }),
    ),
    /** Update the appliance `on` to the lab's target, package by package. */
    update: Type.Optional(Type.Literal('to-target', { description: 'to-target' })),
    /** An update of a restricted network: Appliance Download Key, download elsewhere, Manual Installation (UPD-04). */
    by: Type.Optional(Type.Literal('manual', { description: 'manual' })),
    /** With `update`: a backup is downloaded and kept before each package (G1: always before each update). */
    backup: Type.Optional(Type.Literal('before-each', { description: 'before-each' })),
    /** Test machines run a console and a session: through the site, or by hosts file on `on` alone (NET-06). */
    test: Type.Optional(
      Type.Union([Type.Literal('through-site'), Type.Literal('by-hosts-file')], {
        description: 'through-site or by-hosts-file',
      }),
    ),
    /**
     * A duration, or the lab's pause between windows; with `update`: between two site packages (UPD-08). With
     * `approve` and `decide`: how long people take. */
    wait: Type.Optional(
      Type.Union([Duration, Type.Literal('between-windows')], {
        description: 'a duration like 500ms, 60s, 90m, 4h, or between-windows',
      }),
    ),
    /** These have the same inter-appliance pre-shared key, which is never shown (FO-02). */
    sameKey: Type.Optional(ApplianceList),
    /** Who has to agree before it goes on; `wait`: how long that takes (REH-04). */
    approve: Type.Optional(Words('who has to agree, a text of 1 to 300 letters')),
    /** What is decided here: to go on, or to go back (`--back-out-after`); `wait`: how long that takes (REH-04). */
    decide: Type.Optional(Words('a question, a text of 1 to 300 letters')),
    /** Nothing is done; only the checks are made. */
    observe: Type.Optional(Type.Literal(true, { description: 'true' })),
    /** Warnings the step may raise before it acts; each is a small function in conductor/warnings. */
    warn: Type.Optional(
      Type.Array(
        Type.Union(
          [
            Type.Literal('session-gap'),
            Type.Literal('no-redundancy'),
            Type.Literal('unsynced'),
            Type.Literal('left-behind'),
          ],
          { description: 'session-gap, no-redundancy, unsynced or left-behind' },
        ),
        { maxItems: 4, description: 'a list of warnings' },
      ),
    ),
    /** Waited for after acting; all must hold at once within `within` (default 10m, updates 6h). */
    until: Type.Optional(Checks),
    within: Type.Optional(Duration),
    /** Must hold when the step is over. */
    check: Type.Optional(Checks),
  },
  { ...closed, description: 'a step' },
)
export type Step = Static<typeof Step>
export type WarningName = NonNullable<Step['warn']>[number]

/** Steps carried out in one go, while users know that interruptions are possible. */
export const Window = Type.Object(
  {
    id: Id,
    title: Title,
    steps: Type.Array(Step, {
      minItems: 1,
      maxItems: 200,
      description: 'a list of 1 to 200 steps',
    }),
  },
  { ...closed, description: 'a window with id, title and steps' },
)
export type Window = Static<typeof Window>

/** Another way to carry the runbook out, which somebody may choose (`--variant`). */
export const Variant = Type.Object(
  {
    id: Id,
    title: Title,
    /** Every update is done so. */
    by: Type.Optional(Type.Literal('manual', { description: 'manual' })),
  },
  { ...closed, description: 'a variant with id and title' },
)
export type Variant = Static<typeof Variant>

/** What is done to go back after these steps, up to the next such entry; or why there is no way back (REH-01, UPD-10). */
export const BackOut = Type.Object(
  {
    /** The step from whose end on it counts; of several the one that the lab plays first. */
    after: Type.Union([Id, Type.Array(Id, { minItems: 1, maxItems: 20 })], {
      description: 'the id of a step, or a list of these',
    }),
    title: Title,
    steps: Type.Optional(
      Type.Array(Step, { minItems: 1, maxItems: 100, description: 'a list of 1 to 100 steps' }),
    ),
    none: Type.Optional(Words('why there is no way back, a text of 1 to 300 letters')),
  },
  { ...closed, description: 'a back-out with after, title and steps, or none' },
)
export type BackOut = Static<typeof BackOut>

export const Runbook = Type.Object(
  {
    runbook: Id,
    title: Title,
    guide: Guide,
    /** The lab that it plays in unless another is named: a shipped one, or a file. */
    lab: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 200,
        description: 'the lab that it plays in by default, a shipped one or a file',
      }),
    ),
    /** What may be chosen. */
    variants: Type.Optional(
      Type.Array(Variant, { minItems: 1, maxItems: 20, description: 'a list of 1 to 20 variants' }),
    ),
    /** Must hold before the first window (REH-03). */
    preflight: Type.Optional(Checks),
    windows: Type.Array(Window, {
      minItems: 1,
      maxItems: 20,
      description: 'a list of 1 to 20 windows',
    }),
    /** The ways back, each from a step on. */
    backOut: Type.Optional(
      Type.Array(BackOut, {
        minItems: 1,
        maxItems: 20,
        description: 'a list of 1 to 20 back-outs',
      }),
    ),
  },
  { ...closed, description: 'a runbook with runbook, title, guide and windows' },
)
export type Runbook = Static<typeof Runbook>
