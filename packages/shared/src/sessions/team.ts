import { type Static, Type } from 'typebox'
import type { Frozen } from '../operations/operation.ts'

const Line = Type.String({ minLength: 1, maxLength: 100, pattern: '^[^\\u0000-\\u001f]*$' })
const Code = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' })

/** A support team of the site: who is in it, and which issues customers may choose that lead to it. */
export const SupportTeam = Type.Object(
  {
    id: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    name: Line,
    issues: Type.Array(Type.Object({ code: Code, title: Line }, { additionalProperties: false }), {
      maxItems: 100,
    }),
    /** Representatives, by the names under which they log in. */
    members: Type.Array(Line, { maxItems: 200 }),
  },
  { additionalProperties: false },
)
export type SupportTeam = Frozen<Static<typeof SupportTeam>>
