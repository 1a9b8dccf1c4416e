import { type Static, type TProperties, Type } from 'typebox'
import type { EventBody, LabEvent } from '../events/catalogue.ts'
import { type MessageOf, messageReader } from '../message-table.ts'
import { LabCommandEnvelope, LabCommandOutcome } from './commands.ts'
import { NetworkMap } from './network-map.ts'

/**
 * The lab channel: each process of a lab holds one loopback TCP connection to the hub (in the mock
 * network's process) and speaks newline-delimited JSON on it: lab clock, events, addresses,
 * commands. docs/PROTOCOL.md, "Lab channel". Both ends read by the tables below (SEC-03); unknown
 * fields are allowed.
 */
export const labProtocol = 1

/** Either side refuses a longer line. Bytes. */
export const labLineBytesMax = 8 * 1024 * 1024

const Name = Type.String({ minLength: 1, maxLength: 64 })
const Count = Type.Integer({ minimum: 0 })
const Port = Type.Integer({ minimum: 1, maximum: 65_535 })
const Epoch = Count
const Named = Type.Object({ name: Name })

/** How real time becomes lab time: labMs = originLabMs + factor * (monotonicMs - originMonotonicMs) + skippedMs. */
const ClockState = Type.Object({
  factor: Type.Number(),
  originLabMs: Type.Number(),
  /** The machine's monotonic clock (process.hrtime), which all its processes share. */
  originMonotonicMs: Type.Number(),
  skippedMs: Type.Number(),
})
export type ClockState = Readonly<Static<typeof ClockState>>

const ParticipantKind = Type.Union([
  Type.Literal('appliance'),
  Type.Literal('witness'),
  Type.Literal('clients'),
  Type.Literal('update-server'),
  Type.Literal('conductor'),
  Type.Literal('observer'),
])
export type ParticipantKind = Static<typeof ParticipantKind>

/** Host name or address of the lab -> loopback port of the door to it. */
const Doors = Type.Record(Type.String(), Port)
export type Doors = Readonly<Static<typeof Doors>>
/** Each origin has its own doors: the door shows where a connection comes from. */
const DoorsByOrigin = Type.Record(Type.String(), Doors)
export type DoorsByOrigin = Readonly<Record<string, Doors>>

/**
 * One connection between a process and the network's, as the process sees it: both ends' ports, and which bytes and end
 * have passed each way.
 */
const DoorCount = Type.Object({
  near: Port,
  far: Port,
  read: Count,
  written: Count,
  /** `ended`: this side has sent its end. `sawEnd`: it has read the other side's. */
  ended: Type.Boolean(),
  sawEnd: Type.Boolean(),
})
export type DoorCount = Readonly<Static<typeof DoorCount>>

const message = <N extends string, F extends TProperties>(type: N, fields: F) =>
  Type.Object({ type: Type.Literal(type), ...fields })

/** Process to hub. */
export const toHubMessages = {
  /** First message. An appliance and the witness name the loopback port that they listen on. */
  join: message('join', {
    protocol: Count,
    token: Type.String({ maxLength: 256 }),
    name: Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' }),
    kind: ParticipantKind,
    port: Type.Union([Port, Type.Null()]),
    events: Type.Boolean(),
    /** Which monotonic clock it reads. Absent: the hub's. */
    clockId: Type.Optional(Type.String({ maxLength: 256 })),
  }),
  /**
   * The hub's first `seen` messages (`clock` ones do not count) are handled, no work is under way, and one more full
   * turn of the event loop found nothing to do: nothing happens here before the timer `nextAtMs` (null = no timer)
   * unless something arrives.
   */
  idle: message('idle', {
    seen: Count,
    nextAtMs: Type.Union([Type.Number(), Type.Null()]),
    /** Door connections on which something passed since the last `idle`. Absent: this process does not count. */
    doors: Type.Optional(Type.Array(DoorCount, { maxItems: 100_000 })),
    /** Those closed since then. */
    closed: Type.Optional(
      Type.Array(Type.Object({ near: Port, far: Port }), { maxItems: 100_000 }),
    ),
  }),
  /** This process has taken over the time of the hub's last `clock` with `hold`. */
  held: message('held', {}),
  /** The answer to `beat`, sent at once. */
  here: message('here', {}),
  /** Takes back the last `idle`: work began here without a message from the hub. */
  busy: message('busy', {}),
  event: message('event', { atMs: Type.Number(), event: Type.Unsafe<EventBody>(Named) }),
  /** This host takes connections to that address by another port from now on than the one it joined with (CRT-01). */
  listens: message('listens', { address: Name, port: Port }),
  claim: message('claim', { address: Name, epoch: Epoch }),
  release: message('release', { address: Name }),
  command: message('command', { id: Name, to: Name, command: LabCommandEnvelope }),
  result: message('result', { id: Name, result: LabCommandOutcome }),
} as const

export type ToHub = MessageOf<typeof toHubMessages>

/** Hub to process. */
export const fromHubMessages = {
  welcome: message('welcome', {
    clock: ClockState,
    /** The hub's monotonic clock now, for a process that reads another one; absent: both read the same. */
    monotonicMs: Type.Optional(Type.Number()),
    network: NetworkMap,
    /** For each origin that this process dials from: its own name, or for the clients every office. */
    doors: DoorsByOrigin,
  }),
  rejected: message('rejected', { reason: Type.String() }),
  /** Asks for an `idle` that counts this message: bytes passed through the doors since the last one. */
  prepare: message('prepare', {}),
  /** Asks whether this process is there; like `clock` it does not count in `seen`. */
  beat: message('beat', {}),
  /** `hold`: answer `held`, and do nothing by this time until it comes again without `hold`. */
  clock: message('clock', { clock: ClockState, hold: Type.Optional(Type.Boolean()) }),
  /** To participants that joined with `events`: every event of the lab, in the hub's order. */
  event: message('event', { event: Type.Unsafe<LabEvent>(Named) }),
  conflict: message('conflict', { address: Name, others: Type.Immutable(Type.Array(Name)) }),
  'claim-refused': message('claim-refused', { address: Name, highest: Epoch }),
  /** To an appliance: be gone at once, as in a power cut (NET-12). It may join again once power is back. */
  'power-lost': message('power-lost', {}),
  /** To an appliance: whether the site's name now leads to it. */
  'site-route': message('site-route', { leadsHere: Type.Boolean() }),
  command: message('command', { id: Name, from: Name, command: LabCommandEnvelope }),
  result: message('result', { id: Name, result: LabCommandOutcome }),
} as const

export type FromHub = MessageOf<typeof fromHubMessages>

/** What the hub received from a process, as one of {@link toHubMessages}; bodies of events are not checked here. */
export const readToHub = messageReader(toHubMessages)

/** What a process received from the hub, as one of {@link fromHubMessages}. */
export const readFromHub = messageReader(fromHubMessages)
