import { type Static, Type } from 'typebox'
import type { Frozen } from '../operations/operation.ts'
import { Attributes } from './attributes.ts'
import { QueueName } from './queue.ts'

/** Seconds that a key lasts if its asker says nothing, and at most (the site's Maximum Session Key Timeout; ours, P 3.11). */
export const sessionKeyTtlS = 1_800
export const sessionKeyTtlSMax = 86_400
/** Keys that may be valid at a time. */
export const sessionKeysMax = 1_000

/** What a session key promises whoever shows it (API-03). */
export const SessionKeyTerms = Type.Object(
  {
    queue: QueueName,
    attributes: Type.Optional(Attributes),
    /** 1 is served before 2, and 2 (which all others have) before 3. */
    priority: Type.Optional(Type.Integer({ minimum: 1, maximum: 3 })),
    /** Codes of skills; of the free representatives, one who has more of them is asked first. */
    skills: Type.Optional(
      Type.Array(Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }), { maxItems: 20 }),
    ),
  },
  { additionalProperties: false },
)
export type SessionKeyTerms = Frozen<Static<typeof SessionKeyTerms>>

/** A key that is valid until then: its seven digits, and the 32 hexadecimal digits of its address. */
export const KeptSessionKey = Type.Object(
  {
    shortKey: Type.String({ pattern: '^[0-9]{7}$' }),
    key: Type.String({ pattern: '^[0-9a-f]{32}$' }),
    expiresAtMs: Type.Number(),
    terms: SessionKeyTerms,
  },
  { additionalProperties: false },
)
export type KeptSessionKey = Frozen<Static<typeof KeptSessionKey>>
