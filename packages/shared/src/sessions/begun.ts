import { type Static, Type } from 'typebox'
import { checkOf } from '../compiled-schema.ts'
import { parseJson } from '../parse-json.ts'
import { Attributes } from './attributes.ts'
import { TeamName } from './team.ts'

const Name = Type.String({ maxLength: 200 })

/**
 * What is known of a session when it begins (API-01), and all that is left of it after a crash: it is
 * written to disk at once, so that the session is reported as cut and not forgotten (CLI-07).
 */
export const SessionBegun = Type.Object(
  {
    lsid: Type.String({ minLength: 1, maxLength: 64 }),
    lseq: Type.Integer({ minimum: 0 }),
    externalKey: Name,
    customer: Name,
    representative: Name,
    issue: Type.String({ maxLength: 1_000 }),
    startedAtMs: Type.Number(),
    /** The team whose queue it came through; absent = none. */
    team: Type.Optional(TeamName),
    /** Absent = none. */
    attributes: Type.Optional(Attributes),
  },
  { additionalProperties: false },
)
export type SessionBegun = Static<typeof SessionBegun>

const isBegun = checkOf(SessionBegun)

/** As JSON text, its fields in the order of the schema: equal sessions are equal texts. */
export function encodeSessionBegun(session: SessionBegun): string {
  const { lsid, lseq, externalKey, customer, representative, issue, startedAtMs } = session
  const { team, attributes } = session
  return JSON.stringify({
    lsid,
    lseq,
    externalKey,
    customer,
    representative,
    issue,
    startedAtMs,
    // Absent ones leave no trace: the text is that of a session that never knew of them.
    ...(team === undefined ? {} : { team }),
    ...(attributes === undefined ? {} : { attributes }),
  } satisfies SessionBegun)
}

/** The session in that text; undefined if there is none. */
export function decodeSessionBegun(text: string): SessionBegun | undefined {
  const value = parseJson(text)
  return isBegun(value) ? value : undefined
}
