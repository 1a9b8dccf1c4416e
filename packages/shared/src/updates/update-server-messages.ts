import { type Static, Type } from 'typebox'
import { asciiJson, bytesOfAscii } from '../bytes/ascii.ts'
import { checkOf } from '../compiled-schema.ts'
import { orNull } from '../operations/schemas.ts'
import { parseJson } from '../parse-json.ts'
import { updateKinds } from './package-file.ts'
import { macOf, type Signing } from './signing.ts'

/*
 * What an appliance asks the update server, and what it is answered. PROTOCOL.md, "Update server".
 */

/** By the appliance's own clock: a wrong one is told so (UPD-04). */
export const UpdateQuestion = Type.Object(
  {
    ask: Type.Enum(['check', 'download']),
    /** Of a download; '' of a check. */
    package: Type.String({ maxLength: 100 }),
    appliance: Type.String({ maxLength: 64 }),
    guid: Type.String({ pattern: '^[0-9a-f]{32}$' }),
    base: Type.String({ maxLength: 32 }),
    site: Type.String({ maxLength: 32 }),
    atMs: Type.Integer(),
  },
  { additionalProperties: false },
)
export type UpdateQuestion = Readonly<Static<typeof UpdateQuestion>>

const isQuestion = checkOf(UpdateQuestion)

/** A package that the update server has for an appliance, with the details that the page shows (UPD-01). */
export const UpdateOffer = Type.Object(
  {
    name: Type.String({ maxLength: 100 }),
    kind: Type.Enum(updateKinds),
    version: Type.String({ maxLength: 32 }),
    primaryHostname: Type.String({ maxLength: 253 }),
    licences: Type.Integer({ minimum: 0 }),
    licencesExpireAtMs: orNull(Type.Integer()),
  },
  { additionalProperties: false },
)
export type UpdateOffer = Readonly<Static<typeof UpdateOffer>>

/** What a question comes to: offers of a check, the file of a download. */
export interface UpdateAnswer {
  readonly offers: readonly UpdateOffer[]
  readonly file: Uint8Array | null
}

/** A question as it travels: its text, and the proof that this appliance asks. */
export interface SealedQuestion {
  readonly question: string
  readonly mac: string
}

export function sealQuestion(
  question: UpdateQuestion,
  signing: Pick<Signing, 'sha512'>,
  secret: Uint8Array,
): SealedQuestion {
  const text = asciiJson(question)
  return { question: text, mac: macOf(signing, secret, bytesOfAscii(text)) }
}

export interface ReadQuestion {
  readonly question: UpdateQuestion
  isBy(signing: Pick<Signing, 'sha512'>, secret: Uint8Array): boolean
}

/** Undefined if it is none. */
export function readQuestion({ question: text, mac }: SealedQuestion): ReadQuestion | undefined {
  const question = /^[\x20-\x7e]*$/.test(text) ? parseJson(text) : undefined
  if (!isQuestion(question)) return undefined
  return {
    question,
    isBy: (signing, secret) => macOf(signing, secret, bytesOfAscii(text)) === mac,
  }
}
