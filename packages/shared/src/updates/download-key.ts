import { type Static, Type } from 'typebox'
import { asciiJson, asciiOfBytes, bytesOfAscii } from '../bytes/ascii.ts'
import { base64Of, bytesOfBase64 } from '../bytes/base64.ts'
import { bytesOfGzip, gzipOf } from '../bytes/gzip.ts'
import { checkOf } from '../compiled-schema.ts'
import { parseJson } from '../parse-json.ts'
import { macOf, type Signing } from './signing.ts'

/** How long an Appliance Download Key is valid: "Expires in: 24:58 minutes" (G2, P 6.3). */
export const downloadKeyMs = 25 * 60_000

/** The first Base that makes such keys (UPD-04). */
export const downloadKeySinceBase = '3.3.2'

const Version = Type.String({ maxLength: 32 })

/** What an appliance states of itself, by its own clock. */
export const DownloadKeyClaims = Type.Object(
  {
    appliance: Type.String({ maxLength: 64 }),
    guid: Type.String({ pattern: '^[0-9a-f]{32}$' }),
    base: Version,
    site: Version,
    issuedAtMs: Type.Integer(),
    expiresAtMs: Type.Integer(),
  },
  { additionalProperties: false },
)
export type DownloadKeyClaims = Readonly<Static<typeof DownloadKeyClaims>>

const isClaims = checkOf(DownloadKeyClaims)

const begin = '-----BEGIN KEY-----'
const end = '-----END KEY-----'
const lineLength = 64
/** No key is nearly as long. */
const keyLengthMax = 4_096

/** The key as a block of text, to be carried to another machine (G2). `secret`: the appliance's own. */
export function downloadKeyOf(
  claims: DownloadKeyClaims,
  signing: Pick<Signing, 'sha512'>,
  secret: Uint8Array,
): string {
  const stated = asciiJson(claims)
  const sealed = `${stated}\n${macOf(signing, secret, bytesOfAscii(stated))}`
  const body = base64Of(gzipOf(bytesOfAscii(sealed)))
  const lines = body.match(new RegExp(`.{1,${lineLength}}`, 'g')) ?? []
  return `${[begin, ...lines, end].join('\n')}\n`
}

export interface ReadDownloadKey {
  readonly claims: DownloadKeyClaims
  /** Whether the appliance with that secret has made it. */
  isBy(signing: Pick<Signing, 'sha512'>, secret: Uint8Array): boolean
}

/** What the block says; undefined if it is damaged. White space around it and its line breaks do not count. */
export function readDownloadKey(text: string): ReadDownloadKey | undefined {
  if (text.length > keyLengthMax) return undefined
  const compact = text.trim().replace(/\r?\n/g, '\n')
  if (!compact.startsWith(`${begin}\n`) || !compact.endsWith(`\n${end}`)) return undefined
  const body = compact.slice(begin.length, -end.length).replace(/\n/g, '')
  const file = bytesOfBase64(body)
  const sealed = file === undefined ? undefined : asciiOfGzip(file)
  const [stated, mac, ...rest] = sealed?.split('\n') ?? []
  if (stated === undefined || mac === undefined || rest.length > 0) return undefined
  const claims = parseJson(stated)
  if (!isClaims(claims)) return undefined
  return {
    claims,
    isBy: (signing, secret) => macOf(signing, secret, bytesOfAscii(stated)) === mac,
  }
}

function asciiOfGzip(file: Uint8Array): string | undefined {
  const bytes = bytesOfGzip(file)
  return bytes === undefined ? undefined : asciiOfBytes(bytes)
}
