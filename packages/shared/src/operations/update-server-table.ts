import { Type } from 'typebox'
import { UpdateOffer } from '../updates/update-server-messages.ts'
import type { CommandOf, Operation } from './operation.ts'
import { Count, Empty } from './schemas.ts'

const closed = { additionalProperties: false } as const
const Appliance = Type.String({ pattern: '^[a-z][a-z0-9-]{0,30}$' })
const Package = Type.String({ minLength: 1, maxLength: 100 })
const Version = Type.String({ pattern: '^\\d+(\\.\\d+){1,3}$' })

/** Files that were saved on the machine that has unrestricted access, by the names to upload them by. */
const Downloaded = Type.Object({
  files: Type.Array(Type.Object({ file: Type.String(), package: Type.String(), sizeBytes: Count })),
})

/**
 * Everything that can be asked of the update server and of the vendor's support, which the lab's network has behind it: by
 * appliances, by people at a machine with unrestricted access (UPD-04), and by the lab's owner. Part of the network's
 * table: the CLI's verbs (`do network …`) and the runbook's steps (`on: network`) come from it (WEB-06).
 */
export const updateServerOperations = {
  'update-server-status': {
    title: 'Show what the update server has for each appliance, and what was downloaded',
    kind: 'read',
    input: Empty,
    output: Type.Object({
      appliances: Type.Array(
        Type.Object({
          name: Type.String(),
          /** Null until it has asked: only then its versions are known. */
          base: Type.Union([Type.String(), Type.Null()]),
          site: Type.Union([Type.String(), Type.Null()]),
          offered: Type.Array(Type.String()),
          downloaded: Type.Array(Type.String()),
        }),
      ),
    }),
  },
  'ask-update-server': {
    title: "An appliance's own question to the update server, sealed",
    kind: 'change',
    input: Type.Object(
      {
        via: Appliance,
        question: Type.String({ maxLength: 4_096 }),
        mac: Type.String({ pattern: '^[0-9a-f]{128}$' }),
      },
      closed,
    ),
    output: Type.Object({
      offers: Type.Array(UpdateOffer),
      /** Base64; null = it was no download. */
      content: Type.Union([Type.String(), Type.Null()]),
    }),
    secret: ['mac'],
  },
  'fetch-download': {
    title: 'The content of a file that was saved by redeem-key or support-download, in base64',
    kind: 'read',
    input: Type.Object({ file: Type.String({ minLength: 1, maxLength: 200 }) }, closed),
    output: Type.Object({ content: Type.String() }),
  },
  'redeem-key': {
    title: 'Post an Appliance Download Key from an unrestricted machine, and save the files',
    kind: 'change',
    input: Type.Object({ key: Type.String({ maxLength: 8_192 }) }, closed),
    output: Downloaded,
    secret: ['key'],
  },
  'support-download': {
    title: "Ask support for a package's download: below Base 3.3.2, or once more",
    kind: 'change',
    input: Type.Object(
      {
        appliance: Appliance,
        package: Package,
        /** As Status > Basics shows it: support needs it of a box that has never asked the update server. */
        guid: Type.Optional(Type.String({ pattern: '^[0-9a-f]{32}$' })),
      },
      closed,
    ),
    output: Downloaded,
  },
  'ask-support': {
    title: 'Send Status > Basics to support, who tell which packages lie between',
    kind: 'read',
    input: Type.Object(
      {
        base: Version,
        site: Version,
        /** The site version to get to. Default: the newest. */
        to: Type.Optional(Version),
      },
      closed,
    ),
    output: Type.Object({
      packages: Type.Array(Type.String()),
      /** How long to wait after each site package but the last, so that clients update themselves. */
      waitHours: Count,
      answer: Type.String(),
    }),
  },
  'release-build': {
    title: 'The vendor has built a version for this customer: it is offered from now on',
    kind: 'change',
    input: Type.Object({ package: Package }, closed),
    output: Type.Object({ offered: Type.Array(Type.String()) }),
  },
  'order-licences': {
    title: 'Order more licences: an add-on that touches no client',
    kind: 'change',
    input: Type.Object(
      { appliance: Appliance, licences: Type.Integer({ minimum: 1, maximum: 10_000 }) },
      closed,
    ),
    output: Type.Object({ package: Type.String() }),
  },
} as const satisfies Record<string, Operation>

/** Whether the update server answers that, and not the network in front of it. */
export const isUpdateServerOperation = (name: string): name is UpdateServerOperationName =>
  Object.hasOwn(updateServerOperations, name)

export type UpdateServerOperationName = keyof typeof updateServerOperations

/** What people ask; an appliance's own questions come sealed. */
export type UpdateServerCommand = Exclude<
  CommandOf<typeof updateServerOperations>,
  { kind: 'ask-update-server' | 'fetch-download' }
>
