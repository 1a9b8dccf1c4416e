import { type Static, Type } from 'typebox'
import type { CommandOf, Frozen, Operation } from './operation.ts'
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
 * Everything that can be asked of the update server and of the vendor's support: by people at a machine with unrestricted
 * access to the network (UPD-04), and by the lab's owner. The CLI's verbs (`do update-server …`) and the runbook's
 * steps (`on: update-server`) come from this table (WEB-06).
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
    input: Type.Object({ appliance: Appliance, package: Package }, closed),
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

export type UpdateServerOperationName = keyof typeof updateServerOperations

export const isUpdateServerOperation = (name: string): name is UpdateServerOperationName =>
  Object.hasOwn(updateServerOperations, name)

export type UpdateServerCommand = CommandOf<typeof updateServerOperations>

export type UpdateServerOutputOf<K extends UpdateServerOperationName> = Frozen<
  Static<(typeof updateServerOperations)[K]['output']>
>
