import { PlaceName } from '@understudy/lab-channel'
import { type Static, Type } from 'typebox'

const closed = { additionalProperties: false } as const
const Path = Type.String({ minLength: 1, maxLength: 4_096 })
const Name = Type.String({ minLength: 1, maxLength: 253 })
const Version = Type.String({ minLength: 1, maxLength: 100 })

/** What the process is started with: the JSON file that is its only argument. */
export const UpdateServerProcessConfig = Type.Object(
  {
    hubPort: Type.Integer({ minimum: 1, maximum: 65_535 }),
    /** How the lab is laid out. Default: all on loopback. */
    place: Type.Optional(PlaceName),
    /** The file with the token that admits to the lab. */
    tokenFile: Path,
    /** Where it keeps what was downloaded. */
    dataDir: Path,
    /** Where its HTTP door listens; 0 = a free port. */
    doorPort: Type.Integer({ minimum: 0, maximum: 65_535 }),
    siteHostname: Name,
    /** Whose packages it makes, by the names of the lab. */
    appliances: Type.Array(Type.Object({ name: Name }), { minItems: 1, maxItems: 100 }),
    /** How many licences the site has, as its packages say. */
    licences: Type.Optional(Type.Integer({ minimum: 0 })),
    /** How far the customer's builds are ready. Default: all of the catalogue. */
    rollout: Type.Optional(Type.Object({ base: Version, site: Version }, closed)),
    /** Whether the end of standard input ends the process. */
    lifeline: Type.Optional(Type.Boolean()),
  },
  closed,
)
export type UpdateServerProcessConfig = Static<typeof UpdateServerProcessConfig>
