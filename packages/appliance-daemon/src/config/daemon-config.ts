import { PlaceName, parseConfig, readTextFile } from '@understudy/lab-channel'
import { Hostname } from '@understudy/shared'
import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const Version = Type.String({ pattern: '^\\d+(\\.\\d+){1,3}$' })
const Path = Type.String({ minLength: 1, maxLength: 4096 })
const Port = Type.Integer({ minimum: 1, maximum: 65535 })
const Minutes = Type.Number({ minimum: 0, maximum: 100_000 })

/** What an appliance and a witness are both started with. No secrets: they have their own files. */
const box = {
  /** The lab's short name: "a". */
  name: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,62}$' }),
  /** 32 lower-case hex digits. Default: chosen at the first start and kept in `dataDir`. */
  guid: Type.Optional(Type.String({ pattern: '^[0-9a-f]{32}$' })),
  hostname: Hostname,
  siteHostname: Hostname,
  /** The port in the lab's own addresses; the real one is `listenPort`. */
  tlsPort: Port,
  dataDir: Path,
  /** The file with the admin API's token. Default: chosen at the first start and kept in `dataDir`. */
  adminTokenFile: Type.Optional(Path),
  /** Default and 0: any free port. */
  listenPort: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535 })),
  /** null = outside any lab: real time, and the peer is dialled directly. */
  lab: Type.Union([
    Type.Object({ hubPort: Port, tokenFile: Path, place: Type.Optional(PlaceName) }, closed),
    Type.Null(),
  ]),
  logLevel: Type.Optional(
    Type.Union([
      Type.Literal('fatal'),
      Type.Literal('error'),
      Type.Literal('warn'),
      Type.Literal('info'),
      Type.Literal('debug'),
      Type.Literal('silent'),
    ]),
  ),
  /** Where log lines go. Default: standard error. */
  logFile: Type.Optional(Path),
  /** Seeds everything random. Default: from the system. */
  seed: Type.Optional(Type.String({ minLength: 1, maxLength: 200 })),
  /** A folder with a ready `key.pem` and `certificate.pem`. Default: self-signed, kept in `dataDir`. */
  certificateDir: Type.Optional(Path),
  /** Whether the end of standard input stops the process. Default: false. */
  lifeline: Type.Optional(Type.Boolean()),
}

/** The configuration file of one appliance's process. */
export const ApplianceBox = Type.Object(
  {
    ...box,
    addresses: Type.Array(
      Type.Object(
        {
          address: Type.String({ minLength: 1, maxLength: 64 }),
          shared: Type.Boolean(),
          enabled: Type.Boolean(),
        },
        closed,
      ),
      { maxItems: 64 },
    ),
    /** The address that a gateway of the site forwards to one of its appliances. */
    publicAddress: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    software: Type.Object({ base: Version, site: Version }, closed),
    installation: Type.Object(
      { baseMinutes: Minutes, siteMinutes: Minutes, minutesPerGiB: Minutes },
      closed,
    ),
    /** How far a fresh box's clock goes ahead. */
    clockOffMs: Type.Optional(Type.Integer()),
    /** What the site's licence and build say about its clients. */
    site: Type.Optional(
      Type.Object(
        {
          licences: Type.Integer({ minimum: 0, maximum: 100_000 }),
          starter: Type.Boolean(),
          versionsMissedMax: Type.Integer({ minimum: 0, maximum: 20 }),
          packageBytes: Type.Integer({ minimum: 1, maximum: 67_108_864 }),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type ApplianceBox = Static<typeof ApplianceBox>

/** The configuration file of the witness's process: it is told by `runs`. */
export const WitnessBox = Type.Object(
  {
    ...box,
    runs: Type.Literal('witness'),
    address: Type.String({ minLength: 1, maxLength: 64 }),
  },
  closed,
)
export type WitnessBox = Static<typeof WitnessBox>

export type DaemonConfig = ApplianceBox | WitnessBox

export const isWitness = (config: DaemonConfig): config is WitnessBox => 'runs' in config

const Runs = Type.Object({ runs: Type.Optional(Type.Literal('witness')) })

/** Reads and checks the configuration of either; a `StartFailure` says what is wrong. */
export function readDaemonConfig(path: string): DaemonConfig {
  const text = readTextFile('configuration', path)
  const { runs } = parseConfig(Runs, text, path)
  return runs === undefined
    ? parseConfig(ApplianceBox, text, path)
    : parseConfig(WitnessBox, text, path)
}
