import { PlaceName } from '@understudy/lab-channel'
import { namespaceHabits, officesMax } from '@understudy/shared'
import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const Path = Type.String({ minLength: 1, maxLength: 4_096 })
const Milliseconds = Type.Integer({ minimum: 1 })
const Host = Type.String({ minLength: 1, maxLength: 253 })
const Version = Type.String({ minLength: 1, maxLength: 100 })
const Share = Type.Number({ minimum: 0, maximum: 1 })
const Count = Type.Integer({ minimum: 0, maximum: 100_000 })
const Bytes = Type.Integer({ minimum: 1, maximum: 67_108_864 })
const Throttle = Type.Union([Type.Integer({ minimum: 1 }), Type.Null()])

const JumpClients = Type.Object(
  {
    active: Count,
    passive: Count,
    offlineShare: Share,
    versionsBehindMax: Count,
    behindShare: Share,
    statisticsEveryMs: Milliseconds,
    checkInEveryMs: Milliseconds,
    packageBytes: Bytes,
    concurrentUpgradesMax: Throttle,
    connectionRateMax: Throttle,
    versionsMissedMax: Count,
  },
  closed,
)

const Integration = Type.Object(
  {
    name: Host,
    kind: Type.Union([Type.Literal('integration-client'), Type.Literal('own-program')]),
    setBy: Type.Union([Type.Literal('name'), Type.Literal('address')]),
    lsids: Type.Union([Type.Literal('integer'), Type.Literal('text'), Type.Null()]),
    namespaces: Type.Union(namespaceHabits.map((habit) => Type.Literal(habit))),
    pullEveryMs: Milliseconds,
    overlapSeconds: Type.Integer({ minimum: 0, maximum: 86_400 }),
  },
  closed,
)

const Clients = Type.Object(
  {
    representatives: Type.Integer({ minimum: 0, maximum: 10_000 }),
    sessionEveryMs: Milliseconds,
    sessionLengthMs: Milliseconds,
    dayProfile: Type.Optional(
      Type.Array(Type.Number({ minimum: 0, maximum: 100 }), { minItems: 24, maxItems: 24 }),
    ),
    recordedShare: Share,
    recordingBytes: Bytes,
    probeEveryMs: Milliseconds,
    refreshEveryMs: Milliseconds,
    licences: Count,
    starter: Type.Boolean(),
    msiConsoles: Count,
    earlyConsoles: Count,
    providerLogins: Count,
    jumpClients: JumpClients,
    jumpoints: Count,
    buttons: Count,
    connectionAgents: Count,
    installers: Count,
    byAddress: Count,
    integrations: Type.Optional(Type.Array(Integration, { maxItems: 50 })),
  },
  closed,
)

/** What the process is started with: the JSON file that is its only argument. */
export const FleetConfig = Type.Object(
  {
    hubPort: Type.Integer({ minimum: 1, maximum: 65_535 }),
    /** Where the lab's hub is. Default: on loopback. */
    place: Type.Optional(PlaceName),
    /** The file with the token that admits to the lab. */
    tokenFile: Path,
    siteHostname: Host,
    clients: Clients,
    appliances: Type.Array(Type.Object({ name: Host, hostname: Host, address: Host }, closed), {
      minItems: 1,
      maxItems: 100,
    }),
    /** Where clients sit; each dials from its own office. */
    offices: Type.Array(Host, { minItems: 1, maxItems: officesMax }),
    /** The appliance that serves first, the site's version then, and the one it should have in the end. */
    servedBy: Type.String({ minLength: 1, maxLength: 63 }),
    siteVersion: Version,
    targetVersion: Version,
    seed: Type.String({ maxLength: 100 }),
    /** PEM files of the certificates to trust; none = those of the system. */
    trust: Type.Array(Path, { maxItems: 100 }),
    /** Whether the end of standard input ends the process. */
    lifeline: Type.Optional(Type.Boolean()),
    logLevel: Type.Optional(
      Type.Union([
        Type.Literal('debug'),
        Type.Literal('info'),
        Type.Literal('warn'),
        Type.Literal('error'),
      ]),
    ),
  },
  closed,
)
export type FleetConfig = Static<typeof FleetConfig>
