import { Type } from 'typebox'
import type { OperationTable } from './operation.ts'
import { Empty } from './schemas.ts'

const Count = Type.Integer({ minimum: 0 })

/**
 * What can be asked of the witness (docs/FAILOVER.md), beside `set-pre-shared-key`, which it takes as an appliance does.
 */
export const witnessOperations = {
  'witness-status': {
    title: 'Show whom the witness has voted for, and who holds a link to it',
    kind: 'read',
    input: Empty,
    output: Type.Object({
      hostname: Type.String(),
      hasPreSharedKey: Type.Boolean(),
      links: Count,
      /** The highest epoch known of each relationship, and the GUID of its primary. */
      votes: Type.Array(
        Type.Object({
          relationship: Type.String(),
          epoch: Count,
          guid: Type.String(),
          /** Its primary has ended the relationship. */
          ended: Type.Optional(Type.Boolean()),
        }),
      ),
    }),
  },
} as const satisfies OperationTable

export type WitnessOperationName = keyof typeof witnessOperations
