import { type Static, Type } from 'typebox'
import { mailFields } from '../mail/mail.ts'
import { Fault } from '../network/fault.ts'
import { NatRule, NetworkStatus } from '../network/status.ts'
import type { CommandOf, Frozen, Operation } from './operation.ts'
import { Count, Empty, HostName, Port, TimeMs } from './schemas.ts'
import { updateServerOperations } from './update-server-table.ts'

const closed = { additionalProperties: false } as const
const Host = Type.String({ pattern: '^([a-z][a-z0-9-]{0,62}|[*])$' })
const Seconds = Type.Integer({ minimum: 0, maximum: 604_800 })
const RecordType = Type.Union([Type.Literal('A'), Type.Literal('AAAA')])

const CutPathInput = Type.Object(
  {
    from: Host,
    to: Host,
    /** Only bytes that `from` sends are cut. */
    oneWay: Type.Optional(Type.Boolean()),
  },
  closed,
)

/** It was done as asked, but is probably not what was meant. */
const warning = { warning: Type.Optional(Type.String()) }
const ZoneEdited = Type.Object({ serial: Type.Integer({ minimum: 0 }), ...warning })

/** A mail that has arrived; `via`: the host of the lab that handed it in. */
const ArrivedMail = Type.Object({ id: Count, atMs: TimeMs, via: Type.String(), ...mailFields })

/** What a request to the receiver holds: its path, and its form. */
const eventFields = {
  path: Type.String({ maxLength: 1_000 }),
  body: Type.String({ maxLength: 16_384 }),
}
const Status = Type.Integer({ minimum: 200, maximum: 599 })

/** An outbound event as it came; `via`: the host of the lab that sent it. */
const ArrivedEvent = Type.Object({
  id: Count,
  atMs: TimeMs,
  via: Type.String(),
  path: Type.String(),
  /** What it was answered; anything but 200 means that it was not taken. */
  status: Status,
  /** The same bytes had been taken before. */
  isRepeat: Type.Boolean(),
  /** The form's fields. */
  fields: Type.Record(Type.String(), Type.String()),
})

/**
 * Everything that can be asked of the mock network: what the lab's owner does to cables, DNS and NAT. The
 * lab channel's commands, the CLI's verbs (`do network …`) and the runbook's steps (`on: network`) come
 * from this table; nothing is described twice (WEB-06).
 */
export const networkOperations = {
  'network-status': {
    title: 'Show where the site leads, who is stale, records, rules, faults, ports',
    kind: 'read',
    input: Empty,
    output: NetworkStatus,
  },
  ping: {
    title: 'Ask which of these addresses answer that host',
    kind: 'read',
    input: Type.Object({ from: Host, addresses: Type.Array(HostName, { maxItems: 64 }) }, closed),
    output: Type.Object({ reached: Type.Array(Type.String()) }),
  },
  'set-record': {
    title: "Edit a DNS record of the lab's zone: its address, and its TTL where given",
    kind: 'change',
    input: Type.Object(
      {
        name: HostName,
        type: Type.Optional(RecordType),
        address: HostName,
        ttlSeconds: Type.Optional(Seconds),
      },
      closed,
    ),
    output: ZoneEdited,
  },
  'remove-record': {
    title: "Remove a DNS record of the lab's zone",
    kind: 'change',
    input: Type.Object({ name: HostName, type: Type.Optional(RecordType) }, closed),
    output: ZoneEdited,
  },
  'set-nat-rule': {
    title: "Point the gateway's rule of the public address at another address",
    kind: 'change',
    input: Type.Object({ address: HostName, port: Type.Optional(Port) }, closed),
    output: Type.Object({ ...NatRule.properties, ...warning }),
  },
  'cut-path': {
    title: 'Pull a cable: no byte passes between the two hosts, and nobody is told',
    kind: 'change',
    input: CutPathInput,
    output: Type.Null(),
  },
  'heal-path': {
    title: 'Put a pulled cable back',
    kind: 'change',
    input: CutPathInput,
    output: Type.Null(),
  },
  'power-loss': {
    title: "Take the power from an appliance's host: it is gone at once, and nobody is told",
    kind: 'change',
    input: Type.Object({ appliance: Host }, closed),
    output: Type.Null(),
  },
  'power-back': {
    title: 'Give an appliance power again: it starts from what is on its disk',
    kind: 'change',
    input: Type.Object({ appliance: Host }, closed),
    output: Type.Null(),
  },
  'add-fault': {
    title: 'Begin a fault on a path',
    kind: 'change',
    input: Fault,
    output: Type.Object({ name: Type.String() }),
  },
  'remove-fault': {
    title: 'End a fault',
    kind: 'change',
    input: Type.Object({ name: Type.String({ minLength: 1, maxLength: 63 }) }, closed),
    output: Type.Null(),
  },
  ...updateServerOperations,
  'start-timetable': {
    title: "Begin the lab file's timetable of faults now",
    kind: 'change',
    input: Empty,
    output: Type.Object({ faults: Type.Integer({ minimum: 0 }) }),
  },
  'deliver-mail': {
    title: "Hand an e-mail to the lab's mail host, as from that host",
    kind: 'change',
    input: Type.Object({ via: Host, ...mailFields }, closed),
    output: Type.Object({ id: Count }),
  },
  'list-mail': {
    title: "List the e-mails that the lab's mail host has taken, the newest first",
    kind: 'read',
    input: Type.Object(
      { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })) },
      closed,
    ),
    output: Type.Object({
      mails: Type.Array(ArrivedMail),
      /** Older ones that are no longer kept. */
      dropped: Count,
    }),
  },
  'deliver-event': {
    title: "Hand an outbound event to the lab's receiver, as from that host",
    kind: 'change',
    input: Type.Object({ via: Host, ...eventFields }, closed),
    output: Type.Object({ id: Count, status: Status }),
  },
  'list-events': {
    title: "List the outbound events that the lab's receiver was sent, the newest first",
    kind: 'read',
    input: Type.Object(
      { limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000 })) },
      closed,
    ),
    output: Type.Object({
      events: Type.Array(ArrivedEvent),
      /** Older ones that are no longer kept. */
      dropped: Count,
      /** What it answers now. */
      status: Status,
    }),
  },
  'set-event-answer': {
    title:
      "Set the HTTP status that the lab's receiver of outbound events answers; 200 = it takes them",
    kind: 'change',
    input: Type.Object({ status: Status }, closed),
    output: Type.Null(),
  },
} as const satisfies Record<string, Operation>

export type NetworkOperationName = keyof typeof networkOperations

export const networkOperationNames = Object.keys(
  networkOperations,
) as readonly NetworkOperationName[]

export const isNetworkOperation = (name: string): name is NetworkOperationName =>
  Object.hasOwn(networkOperations, name)

export type NetworkCommand = CommandOf<typeof networkOperations>

/** What the network answers to that operation. */
export type NetworkOutputOf<K extends NetworkOperationName> = Frozen<
  Static<(typeof networkOperations)[K]['output']>
>
