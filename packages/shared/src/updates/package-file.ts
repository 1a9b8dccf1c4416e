import { type Static, Type } from 'typebox'
import { asciiJson, asciiOfBytes, bytesOfAscii, joinBytes } from '../bytes/ascii.ts'
import { base64Of, bytesOfBase64 } from '../bytes/base64.ts'
import { hexOf } from '../bytes/hex.ts'
import { checkOf } from '../compiled-schema.ts'
import { orNull } from '../operations/schemas.ts'
import { parseJson } from '../parse-json.ts'
import type { Signing } from './signing.ts'

/** Base, site software, or licences for it, which no client notices (UPD-02, UPD-08). */
export const updateKinds = ['base', 'site', 'licences'] as const
export type UpdateKind = (typeof updateKinds)[number]

/** What a package says of itself: for whom it was built, with what, until when. */
export const PackageManifest = Type.Object(
  {
    package: Type.String({ maxLength: 100 }),
    kind: Type.Enum(updateKinds),
    version: Type.String({ maxLength: 32 }),
    build: Type.Integer(),
    /** The appliance that it was built for, by its GUID (UPD-05). */
    appliance: Type.String({ maxLength: 64 }),
    /** Shown on the Updates page (UPD-01): the site, how many licences, until when; null = never. */
    primaryHostname: Type.String({ maxLength: 253 }),
    licences: Type.Integer({ minimum: 0 }),
    licencesExpireAtMs: orNull(Type.Integer()),
    /** After this the file is not installed any more. */
    validUntilMs: Type.Integer(),
    payloadBytes: Type.Integer({ minimum: 0 }),
    payloadSha512: Type.String({ pattern: '^[0-9a-f]{128}$' }),
  },
  { additionalProperties: false },
)
export type PackageManifest = Readonly<Static<typeof PackageManifest>>

const isManifest = checkOf(PackageManifest)

/** The file begins with this line, then come the manifest, the signature of both, and the payload. */
const firstLine = 'UNDERSTUDY-PACKAGE 1\n'
/** The three lines together are shorter. */
export const packageHeadBytesMax = 4_096
/** The largest file that is taken at Manual Installation. */
export const packageBytesMax = 256 * 1024 * 1024

/** The whole file, signed. */
export function packageFileOf(
  manifest: Omit<PackageManifest, 'payloadBytes' | 'payloadSha512'>,
  payload: Uint8Array,
  signing: Signing,
  vendorPrivateKey: Uint8Array,
): Uint8Array {
  const whole: PackageManifest = {
    ...manifest,
    payloadBytes: payload.length,
    payloadSha512: hexOf(signing.sha512(payload)),
  }
  const signed = bytesOfAscii(`${firstLine}${asciiJson(whole)}\n`)
  const signature = base64Of(signing.sign(vendorPrivateKey, signed))
  return joinBytes(signed, bytesOfAscii(`${signature}\n`), payload)
}

/** The three lines before the payload, as found in a file. Nothing of them is to be believed before `isBy`. */
export interface PackageHead {
  readonly manifest: PackageManifest
  readonly headBytes: number
  isBy(signing: Pick<Signing, 'verify'>, vendorPublicKey: Uint8Array): boolean
}

/** Reads the head from the file's beginning ({@link packageHeadBytesMax} bytes are enough); or says what is wrong with it. */
export function readPackageHead(beginning: Uint8Array): PackageHead | 'damaged' | 'unsigned' {
  const text = asciiOfBytes(headOf(beginning))
  if (text?.startsWith(firstLine) !== true) return 'damaged'
  const [, stated = '', signed = ''] = text.split('\n')
  const manifest = parseJson(stated)
  if (!isManifest(manifest)) return 'damaged'
  const signature = bytesOfBase64(signed)
  if (signature?.length !== 64) return 'unsigned'
  const message = bytesOfAscii(`${firstLine}${stated}\n`)
  return {
    manifest,
    headBytes: text.length,
    isBy: (signing, vendorPublicKey) => signing.verify(vendorPublicKey, message, signature),
  }
}

/** The bytes to the end of the third line, if there is one within the bound. */
function headOf(beginning: Uint8Array): Uint8Array {
  let at = 0
  for (let line = 0; line < 3; line++) {
    const next = beginning.subarray(0, packageHeadBytesMax).indexOf(10, at)
    if (next === -1) return beginning.subarray(0, 0)
    at = next + 1
  }
  return beginning.subarray(0, at)
}

/** What was found in a file that somebody says is a package. */
export type OpenedPackage =
  | { readonly state: 'genuine'; readonly manifest: PackageManifest }
  | { readonly state: 'unsigned' | 'missing' }
  | { readonly state: 'damaged'; readonly found: string }

/** Judges a file by its head and by what was counted of the rest, which may have been too large to hold. */
export function judgePackage(
  head: PackageHead | 'damaged' | 'unsigned',
  payload: { readonly bytes: number; readonly sha512: string },
  signing: Pick<Signing, 'verify'>,
  vendorPublicKey: Uint8Array,
): OpenedPackage {
  if (head === 'unsigned') return { state: 'unsigned' }
  if (head === 'damaged') return { state: 'damaged', found: 'no package begins like this' }
  if (!head.isBy(signing, vendorPublicKey)) return { state: 'unsigned' }
  const { manifest } = head
  if (payload.bytes !== manifest.payloadBytes)
    return {
      state: 'damaged',
      found: `${payload.bytes} bytes instead of ${manifest.payloadBytes}`,
    }
  if (payload.sha512 !== manifest.payloadSha512)
    return { state: 'damaged', found: 'its content is not what was signed' }
  return { state: 'genuine', manifest }
}

/** As {@link judgePackage}, of a file that is held whole. */
export function openPackage(
  file: Uint8Array,
  signing: Signing,
  vendorPublicKey: Uint8Array,
): OpenedPackage {
  const head = readPackageHead(file)
  const payload = file.subarray(typeof head === 'string' ? file.length : head.headBytes)
  return judgePackage(
    head,
    { bytes: payload.length, sha512: hexOf(signing.sha512(payload)) },
    signing,
    vendorPublicKey,
  )
}

/** The name under which people find a package in a folder. */
export const packageFileName = (packageName: string): string =>
  `${packageName.replace(/[^A-Za-z0-9.-]+/g, '-')}.pkg`
