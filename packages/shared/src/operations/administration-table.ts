import { Type } from 'typebox'
import { roles } from '../roles.ts'
import type { ApplianceOperation } from './appliance-operation.ts'
import { Count, Empty, TimeMs } from './schemas.ts'

const closed = { additionalProperties: false } as const
const change = { kind: 'change', who: 'box-admin', roles } as const
const basics = '/appliance > Status > Basics'
const network = '/appliance > Networking > IP Configuration'

const Clock = Type.Object({
  /** What the box takes for the time now. */
  timeMs: TimeMs,
  ntp: Type.Boolean(),
})
const Address = Type.String({ minLength: 2, maxLength: 64 })

/** The box itself (WEB-04, NET-01), as operations like all others. */
export const administrationOperations = {
  'show-basics': {
    kind: 'read',
    duringMaintenance: true,
    roles,
    title: 'Status > Basics: serial number, GUID, versions, time, uptime, licences',
    page: basics,
    who: 'any-admin',
    input: Empty,
    output: Type.Object({
      serialNumber: Type.String(),
      guid: Type.String(),
      base: Type.String(),
      site: Type.String(),
      /** RFC 3339, by the box's own clock. */
      time: Type.String(),
      ...Clock.properties,
      /** Since its process started. */
      uptimeMs: Count,
      licences: Type.Object({
        /** How many representatives may be logged in at once. */
        representatives: Count,
        starter: Type.Boolean(),
        jumpClientsMax: Count,
        /** Starter licences have neither (CLI-06). */
        recording: Type.Boolean(),
        commandShell: Type.Boolean(),
      }),
    }),
  },
  'set-clock': {
    ...change,
    title: "Set the box's clock: by NTP, or to a time of your own, which goes on from there",
    page: basics,
    duringMaintenance: false,
    input: Type.Object(
      {
        ntp: Type.Boolean(),
        timeMs: Type.Optional(Type.Integer({ minimum: 0, maximum: 253_402_300_799_000 })),
      },
      closed,
    ),
    output: Clock,
  },
  'add-address': {
    ...change,
    title: 'Add New IP: one of its own, or one that both appliances have',
    page: network,
    duringMaintenance: false,
    input: Type.Object(
      { address: Address, shared: Type.Boolean(), enabled: Type.Boolean() },
      closed,
    ),
    output: Empty,
  },
  'remove-address': {
    ...change,
    title: 'Delete an IP address; the last one of its own stays',
    page: network,
    duringMaintenance: false,
    input: Type.Object({ address: Address }, closed),
    output: Empty,
  },
  reboot: {
    ...change,
    title: 'Reboot: everybody is disconnected; what was acknowledged is there afterwards',
    page: basics,
    duringMaintenance: true,
    input: Empty,
    output: Empty,
  },
  'shut-down': {
    ...change,
    title: 'Shut Down This Appliance: it stays off until somebody gives it power again',
    page: basics,
    duringMaintenance: true,
    input: Empty,
    output: Empty,
  },
  'factory-reset': {
    ...change,
    title: 'Reset Appliance to Factory Defaults: everything that it holds is gone, and it reboots',
    page: basics,
    roles: ['none'],
    duringMaintenance: false,
    input: Type.Object({ confirm: Type.Literal(true) }, closed),
    output: Empty,
  },
} as const satisfies Record<string, ApplianceOperation>
