import { Type } from 'typebox'
import { TimedFault } from '../network/fault.ts'
import { OfficesEntry, officesMax } from './office.ts'

const closed = { additionalProperties: false } as const
const Seconds = Type.Integer({ minimum: 0, maximum: 604_800 })
const HostWord = Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' })
const ListeningPort = Type.Integer({ minimum: 1, maximum: 65_535 })

/** A virtual address of the lab: the three networks that RFC 5737 keeps for documentation. */
export const LabAddress = Type.String({
  pattern: '^(192\\.0\\.2|198\\.51\\.100|203\\.0\\.113)\\.(0|[1-9]\\d{0,2})$',
  description: 'an address of 192.0.2.0/24, 198.51.100.0/24 or 203.0.113.0/24',
})

/** The lab file's `network`: how traffic swings, and how this network misbehaves (NET). */
export const NetworkSection = Type.Object(
  {
    /** Whether the shared address honours the highest epoch (DESIGN 7). */
    fencing: Type.Optional(Type.Boolean()),
    /** One way, between any two hosts; the virtual world's only delay without faults. */
    latencyMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 60_000 })),
    /** How traffic finds the appliance in production. Default shared-ip. */
    swing: Type.Optional(
      Type.Union([Type.Literal('shared-ip'), Type.Literal('dns'), Type.Literal('nat')]),
    ),
    /** The address that the NAT gateway forwards. */
    publicAddress: Type.Optional(LabAddress),
    dns: Type.Optional(
      Type.Object(
        {
          /** Of the site's record. */
          ttlSeconds: Type.Optional(Seconds),
          negativeTtlSeconds: Type.Optional(Seconds),
        },
        closed,
      ),
    ),
    nat: Type.Optional(
      Type.Object(
        { onChange: Type.Optional(Type.Union([Type.Literal('keep'), Type.Literal('cut')])) },
        closed,
      ),
    ),
    arp: Type.Optional(
      Type.Object(
        {
          cacheSeconds: Type.Optional(Seconds),
          lostAnnouncementShare: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
          /** How many times a new owner announces an address; default once. RFC 5227 says twice, 2 s apart. */
          announcements: Type.Optional(Type.Integer({ minimum: 1, maximum: 10 })),
          announceEverySeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 3_600 })),
        },
        closed,
      ),
    ),
    /** How the lab's clients notice that a connection has gone silent (NET-12). */
    heartbeat: Type.Optional(
      Type.Object(
        {
          /** How often a client asks its site for a sign of life. */
          everySeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 86_400 })),
          /** After this long without an answer, client and appliance consider the connection dead. */
          answerSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 86_400 })),
        },
        closed,
      ),
    ),
    /** Where the clients sit: each office has a resolver and a router of its own. */
    offices: Type.Optional(Type.Array(OfficesEntry, { minItems: 1, maxItems: officesMax })),
    /** Names for sets of hosts, for faults: a, b, office-1, …; `clients` is all offices. */
    groups: Type.Optional(
      Type.Record(
        Type.String({ pattern: '^[a-z][a-z0-9-]{0,62}$' }),
        Type.Array(HostWord, { maxItems: 100 }),
        closed,
      ),
    ),
    /** The timetable of faults (NET-09). */
    faults: Type.Optional(Type.Array(TimedFault, { maxItems: 1_000 })),
    /** Listening ports on loopback of the lab's doors; for those not named any free port is taken. */
    ports: Type.Optional(
      Type.Object(
        {
          dns: Type.Optional(ListeningPort),
          socks: Type.Optional(ListeningPort),
          http: Type.Optional(ListeningPort),
          challenge: Type.Optional(ListeningPort),
          control: Type.Optional(ListeningPort),
        },
        closed,
      ),
    ),
  },
  closed,
)
