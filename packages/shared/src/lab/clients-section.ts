import { type Static, Type } from 'typebox'
import { IntegrationSection } from './integrations-section.ts'

const closed = { additionalProperties: false } as const
const Milliseconds = Type.Integer({ minimum: 1 })
const Count = (maximum: number) => Type.Optional(Type.Integer({ minimum: 0, maximum }))
const Throttle = (maximum: number) =>
  Type.Optional(Type.Union([Type.Integer({ minimum: 1, maximum }), Type.Literal('off')]))

const JumpClients = Type.Object(
  {
    /** With a permanent connection. */
    active: Count(20_000),
    /** Without one: they check in at boot, when called, and every day. */
    passive: Count(20_000),
    /** Share of them that is switched off at first and comes late. */
    offlineShare: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    /** At most how many site versions behind they start out; 0 = none is behind. */
    versionsBehindMax: Count(20),
    /** Share of them that is behind. */
    behindShare: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    /** How often an active one sends its statistics. */
    statisticsEveryMs: Type.Optional(Milliseconds),
    /** How often a passive one checks in at least. */
    checkInEveryMs: Type.Optional(Milliseconds),
    /** How much each downloads to update itself. */
    packageBytes: Type.Optional(Type.Integer({ minimum: 1, maximum: 67_108_864 })),
    /** Maximum Number of Concurrent Jump Client Upgrades; off = no limit (CLI-03). */
    concurrentUpgradesMax: Throttle(500),
    /** Global connection rate for Jump Clients, new ones a second; off = no limit. */
    connectionRateMax: Throttle(300),
    /** One that missed more site versions than this is stranded until redeployed by hand (UPD-08). */
    versionsMissedMax: Count(20),
  },
  closed,
)

/** The lab file's `clients`: the population by kind and number (CLI). */
export const ClientsSection = Type.Object(
  {
    representatives: Count(10_000),
    /** How often, on average, some customer asks for a session. */
    sessionEveryMs: Type.Optional(Milliseconds),
    sessionLengthMs: Type.Optional(Milliseconds),
    /** For each hour of the day, from midnight of lab time on: a factor on the number of customers. */
    dayProfile: Type.Optional(
      Type.Array(Type.Number({ minimum: 0, maximum: 100 }), { minItems: 24, maxItems: 24 }),
    ),
    /** Share of the sessions that are recorded, and about the size of such a recording. */
    recordedShare: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    recordingBytes: Type.Optional(Type.Integer({ minimum: 1, maximum: 67_108_864 })),
    /** Share of the sessions after which customer and representative answer an exit survey; default 0. */
    surveyedShare: Type.Optional(Type.Number({ minimum: 0, maximum: 1 })),
    /** Every office has a probe; how often each one asks. */
    probeEveryMs: Type.Optional(Milliseconds),
    /** How often every console asks for its lists; the time that takes is measured. */
    refreshEveryMs: Type.Optional(Milliseconds),
    /** How many consoles may be logged in at once (CLI-01). Default: one more than representatives. */
    licences: Count(100_000),
    /** Starter licences: at most 25 Jump Clients and Jumpoints (CLI-06). */
    starter: Type.Optional(Type.Boolean()),
    /** How many representatives have a console installed by MSI on a locked-down machine (CLI-01). */
    msiConsoles: Count(10_000),
    /** How many representatives have a console updated before the box (CLI-02). */
    earlyConsoles: Count(10_000),
    /** How many representatives log in by a security provider behind a connection agent (CLI-05). */
    providerLogins: Count(10_000),
    jumpClients: Type.Optional(JumpClients),
    jumpoints: Count(10_000),
    /** Customers' share that comes by a Bomgar Button; how many Buttons there are (CLI-05). */
    buttons: Count(10_000),
    connectionAgents: Count(1_000),
    /** Installers generated before the rehearsal and tried after it (CLI-05). */
    installers: Count(1_000),
    /** Clients set up with A's IP address instead of the name (NET-07). */
    byAddress: Count(10_000),
    /** Integration Clients, and programs that pull session data as they do. */
    integrations: Type.Optional(Type.Array(IntegrationSection, { maxItems: 50 })),
  },
  closed,
)
export type ClientsSection = Static<typeof ClientsSection>
