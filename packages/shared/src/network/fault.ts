import { type Static, type TProperties, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const HostOrGroup = Type.String({
  pattern: '^([a-z][a-z0-9-]{0,62}|[*])$',
  description: 'a host, a group, or *',
})
const Ms = Type.Integer({ minimum: 0, maximum: 86_400_000 })
const Share = Type.Number({ minimum: 0, maximum: 1 })

/** What every fault has: a name, a path, and how much of it is hit. */
const path = {
  name: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' })),
  from: HostOrGroup,
  to: HostOrGroup,
  /** `both` (default): bytes either way; `one-way`: only those that `from` sends. */
  direction: Type.Optional(Type.Union([Type.Literal('both'), Type.Literal('one-way')])),
  /** Share of the connections that it hits, drawn for each connection by the seed. Default 1. */
  share: Type.Optional(Share),
  /** The seed for its chance. Default: the lab's seed and the fault's name. */
  seed: Type.Optional(Type.String({ maxLength: 100 })),
}

const kind = <K extends string, F extends TProperties>(name: K, fields: F) =>
  Type.Object({ kind: Type.Literal(name), ...path, ...fields }, closed)

/** A fault on the paths between two hosts or groups (NET-09). */
export const Fault = Type.Union([
  kind('latency', {
    latencyMs: Ms,
    jitterMs: Type.Optional(Ms),
    distribution: Type.Optional(
      Type.Union([Type.Literal('uniform'), Type.Literal('normal'), Type.Literal('pareto')]),
    ),
  }),
  kind('bandwidth', { kilobytesPerSecond: Type.Integer({ minimum: 0, maximum: 10_000_000 }) }),
  /** A lost packet stalls the stream for `retransmitMs`, doubled for each loss in a row. */
  kind('loss', {
    lossShare: Share,
    /** How likely a packet shares the fate of the one before: bursts. */
    correlation: Type.Optional(Share),
    retransmitMs: Type.Optional(Type.Integer({ minimum: 1, maximum: 60_000 })),
  }),
  /** Connections are reset, `afterMs` after their next byte. */
  kind('reset', { afterMs: Type.Optional(Ms) }),
  /** Bytes vanish without notice; what was sent meanwhile arrives once the fault is over. */
  kind('black-hole', {}),
  kind('slow-close', { delayMs: Ms }),
  kind('slicer', {
    averageBytes: Type.Integer({ minimum: 1, maximum: 1_048_576 }),
    variationBytes: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_048_576 })),
    delayMicroseconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 60_000_000 })),
  }),
  /** A connection is closed after this many bytes. */
  kind('limit', { bytes: Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 }) }),
  /** No byte passes, as with a pulled cable; `one-way` = only from → to is cut. */
  kind('partition', {}),
  /** A partition that comes and goes. */
  kind('flapping', { upMs: Type.Integer({ minimum: 1 }), downMs: Type.Integer({ minimum: 1 }) }),
])
export type Fault = Static<typeof Fault>
export type FaultKind = Fault['kind']

/** A length of lab time, as lab files write it. */
export const Span = Type.String({
  pattern: '^\\d{1,9}(ms|s|m|h)$',
  description: 'a time such as 500ms, 90s, 12m or 1h',
})

export const TimedFault = Type.Object(
  {
    /** Time after `start-timetable`, which a rehearsal calls as its first window begins: 90s, 12m, 1h. */
    at: Span,
    /** How long it lasts; left out: until the lab's end or `remove-fault`. */
    for: Type.Optional(Span),
    fault: Fault,
  },
  closed,
)
export type TimedFault = Static<typeof TimedFault>
