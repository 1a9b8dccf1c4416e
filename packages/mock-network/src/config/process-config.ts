import { PlaceName } from '@understudy/lab-channel'
import type { LabOutline } from '@understudy/shared'
import { type Static, Type } from 'typebox'

const Text = Type.String({ minLength: 1, maxLength: 253 })
const Path = Type.String({ minLength: 1, maxLength: 4_096 })
const Port = Type.Integer({ minimum: 0, maximum: 65_535 })

/**
 * What `main.js` is started with. `lab` may be a whole LabConfig: what is not needed is ignored. Whoever resolved the
 * lab file has checked it, so only its outline is checked here.
 */
export const ProcessConfig = Type.Object(
  {
    /** Where participants join; 0 = a free port. */
    hubPort: Port,
    /** How the lab is laid out. Default: all on loopback. */
    place: Type.Optional(PlaceName),
    /** The file with the lab's token (SEC-01). */
    tokenFile: Path,
    lab: Type.Unsafe<LabOutline>(
      Type.Object({
        network: Type.Object({
          siteHostname: Text,
          sharedAddress: Text,
          publicAddress: Text,
          tlsPort: Type.Integer({ minimum: 1, maximum: 65_535 }),
          appliances: Type.Array(Type.Object({ name: Text, hostname: Text, address: Text }), {
            minItems: 1,
            maxItems: 16,
          }),
          fencing: Type.Boolean(),
          swing: Text,
          servedBy: Text,
          dns: Type.Object({ ttlMs: Type.Integer(), negativeTtlMs: Type.Integer() }),
          nat: Type.Object({ onChange: Text }),
          arp: Type.Object({
            cacheMs: Type.Integer(),
            lostAnnouncementShare: Type.Number(),
            announcements: Type.Integer(),
            announceEveryMs: Type.Integer(),
          }),
          heartbeat: Type.Object({ everyMs: Type.Integer(), answerMs: Type.Integer() }),
          offices: Type.Array(Type.Object({ name: Text, resolver: Type.Object({ habit: Text }) }), {
            maxItems: 64,
          }),
          groups: Type.Object({}),
          faults: Type.Array(Type.Object({ at: Text }), { maxItems: 1_000 }),
          ports: Type.Object({}),
        }),
        clock: Type.Union([
          Type.Literal('skip'),
          Type.Literal('realtime'),
          Type.Number({ minimum: 0.01, maximum: 100_000 }),
        ]),
        startsAtMs: Type.Integer(),
      }),
    ),
    /** Who must have joined once before the clock jumps for the first time. */
    participants: Type.Array(Text, { maxItems: 32 }),
    /** Seeds everything random in the network. */
    seed: Type.Optional(Type.String()),
    /** The key that signs dynamic updates, as `nsupdate -k` reads it; without one no update is taken. */
    tsigKeyFile: Type.Optional(Path),
    /** Keeps records and NAT rule beyond this process (LAB-01); without it they start afresh. */
    stateFile: Type.Optional(Path),
    /** Keeps lab time beyond this process (LAB-01); without it, it starts at the lab's start. */
    clockFile: Type.Optional(Path),
    /** Ports for doors that the lab file gives none; used where they are free. */
    preferredPorts: Type.Optional(
      Type.Object({
        dns: Type.Optional(Port),
        socks: Type.Optional(Port),
        http: Type.Optional(Port),
        challenge: Type.Optional(Port),
        control: Type.Optional(Port),
      }),
    ),
    /** Whether the end of standard input ends this process. */
    lifeline: Type.Boolean(),
  },
  { additionalProperties: false },
)
export type ProcessConfig = Static<typeof ProcessConfig>
