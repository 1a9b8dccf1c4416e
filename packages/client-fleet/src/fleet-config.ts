import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const Path = Type.String({ minLength: 1, maxLength: 4_096 })
const Milliseconds = Type.Integer({ minimum: 1 })
const Host = Type.String({ minLength: 1, maxLength: 253 })

/** What the process is started with: the JSON file that is its only argument. */
export const FleetConfig = Type.Object(
  {
    /** Where the lab's hub listens on 127.0.0.1. */
    hubPort: Type.Integer({ minimum: 1, maximum: 65_535 }),
    /** The file that holds what admits to the lab. */
    tokenFile: Path,
    siteHostname: Host,
    clients: Type.Object(
      {
        representatives: Type.Integer({ minimum: 0, maximum: 10_000 }),
        sessionEveryMs: Milliseconds,
        sessionLengthMs: Milliseconds,
        recordedShare: Type.Number({ minimum: 0, maximum: 1 }),
        recordingBytes: Type.Integer({ minimum: 1, maximum: 67_108_864 }),
        probeEveryMs: Milliseconds,
      },
      closed,
    ),
    appliances: Type.Array(Type.Object({ name: Host, hostname: Host, address: Host }, closed), {
      minItems: 1,
      maxItems: 100,
    }),
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
