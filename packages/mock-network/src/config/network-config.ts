import { schemaErrors } from '@understudy/shared'
import { type Static, Type } from 'typebox'

const Text = Type.String({ minLength: 1, maxLength: 253 })

/** What `main.js` is started with. The lab may be a whole LabConfig: what is not needed is ignored. */
export const NetworkConfig = Type.Object(
  {
    /** Where participants join on 127.0.0.1; 0 = a free port. */
    hubPort: Type.Integer({ minimum: 0, maximum: 65535 }),
    /** The file with the lab's token (SEC-01). */
    tokenFile: Text,
    lab: Type.Object({
      network: Type.Object({
        siteHostname: Text,
        sharedAddress: Text,
        tlsPort: Type.Integer({ minimum: 1, maximum: 65535 }),
        appliances: Type.Array(Type.Object({ name: Text, hostname: Text, address: Text }), {
          minItems: 1,
          maxItems: 16,
        }),
        fencing: Type.Boolean(),
      }),
      clock: Type.Union([
        Type.Literal('skip'),
        Type.Literal('realtime'),
        Type.Number({ minimum: 0.01, maximum: 100_000 }),
      ]),
      startsAtMs: Type.Integer(),
    }),
    /** Who must have joined once before the clock jumps for the first time. */
    participants: Type.Array(Text, { maxItems: 32 }),
    /** Seeds the choice between two claimants of one address (NET-02). */
    seed: Type.Optional(Type.String()),
    /** Whether the end of standard input ends this process. */
    lifeline: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type NetworkConfig = Static<typeof NetworkConfig>

/** Throws a sentence that says where, what was expected and what was found. */
export function parseNetworkConfig(text: string): NetworkConfig {
  const value: unknown = JSON.parse(text)
  const [error] = schemaErrors(NetworkConfig, value)
  if (error === undefined) return value as NetworkConfig
  throw new Error(`network config${error.path}: expected ${error.expected}, found ${error.found}.`)
}
