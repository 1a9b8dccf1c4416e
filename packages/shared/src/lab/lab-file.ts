import { type Static, Type } from 'typebox'
import { Hostname } from '../network/host-name.ts'
import { AdministratorsSection } from './administrators-section.ts'
import { ClientsSection } from './clients-section.ts'
import { LabAddress as Address, NetworkSection } from './network-section.ts'

const closed = { additionalProperties: false } as const
const Version = Type.String({ pattern: '^\\d+(\\.\\d+){1,3}$' })
const Software = Type.Object({ base: Version, site: Version }, closed)

const Appliance = Type.Object(
  {
    hostname: Hostname,
    address: Address,
    base: Version,
    site: Version,
    /** How far its clock goes ahead (behind if negative) as the lab starts, without NTP. Left out: it is right. */
    clockAheadMinutes: Type.Optional(Type.Integer({ minimum: -5_000_000, maximum: 5_000_000 })),
  },
  closed,
)

const ApplianceWord = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,30}$',
  description: 'the name of an appliance: lower-case letters, digits and hyphens',
})

/** A lab as users write it (LAB-01). Everything but `appliances` has a default. */
export const LabFile = Type.Object(
  {
    name: Type.Optional(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' })),
    /** The shared host name that clients know. */
    siteHostname: Type.Optional(Hostname),
    sharedAddress: Type.Optional(Address),
    tlsPort: Type.Optional(Type.Integer({ minimum: 1, maximum: 65535 })),
    /** By name, in the order in which they are shown; a runbook names the ones it needs. */
    appliances: Type.Record(ApplianceWord, Appliance, { minProperties: 1, maxProperties: 8 }),
    /** A host that votes on which appliance is primary (docs/FAILOVER.md). Left out: there is none. */
    witness: Type.Optional(Type.Object({ hostname: Hostname, address: Address }, closed)),
    /** How the lab starts. Default: the first appliance serves, the second is its backup. */
    start: Type.Optional(
      Type.Object(
        {
          /** Has the data and the site's traffic; the primary if there is a backup. */
          serves: Type.Optional(ApplianceWord),
          /** The other appliance of the relationship; `none`: all are standalone. */
          backup: Type.Optional(Type.Union([Type.Literal('none'), ApplianceWord])),
        },
        closed,
      ),
    ),
    /** What the runbook updates the appliances to. */
    target: Type.Optional(Software),
    /** Stored on the primary before the rehearsal begins. */
    data: Type.Optional(
      Type.Object(
        {
          sessions: Type.Optional(Type.Integer({ minimum: 0, maximum: 5_000_000 })),
          sessionBytes: Type.Optional(Type.Integer({ minimum: 200, maximum: 262_144 })),
          recordings: Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 })),
          recordingBytes: Type.Optional(Type.Integer({ minimum: 1, maximum: 67_108_864 })),
        },
        closed,
      ),
    ),
    clients: Type.Optional(ClientsSection),
    /** Settings that people change while the runbook is played. */
    administrators: Type.Optional(AdministratorsSection),
    installation: Type.Optional(
      Type.Object(
        {
          baseMinutes: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 10_000 })),
          siteMinutes: Type.Optional(Type.Number({ exclusiveMinimum: 0, maximum: 10_000 })),
          minutesPerGiB: Type.Optional(Type.Number({ minimum: 0, maximum: 10_000 })),
        },
        closed,
      ),
    ),
    betweenWindowsMinutes: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
    /** The person who carries the runbook out: time from one page to the next, drawn anew each time (REH-10). */
    operator: Type.Optional(
      Type.Object(
        {
          secondsMin: Type.Optional(Type.Number({ minimum: 0, maximum: 3_600 })),
          secondsMax: Type.Optional(Type.Number({ minimum: 0, maximum: 3_600 })),
        },
        closed,
      ),
    ),
    network: Type.Optional(NetworkSection),
    /** `skip` jumps over idle time, `realtime` never does, a number is a fixed factor (DESIGN 5). */
    clock: Type.Optional(
      Type.Union([
        Type.Literal('skip'),
        Type.Literal('realtime'),
        Type.Number({ minimum: 0.01, maximum: 100_000 }),
      ]),
    ),
    /** Lab time at the start, RFC 3339. */
    startsAt: Type.Optional(
      Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' }),
    ),
  },
  closed,
)
export type LabFile = Static<typeof LabFile>
