import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Message } from '../wire/message.ts'
import { wireOf } from '../wire/wire-name.ts'
import { type TsigKey, tsigAlgorithm } from './tsig-key.ts'
import { type Signature, signedVariables, uint16, uint48, withSignature } from './tsig-record.ts'

/** RFC 8945 3. */
export const tsigErrors = { none: 0, badSig: 16, badKey: 17, badTime: 18, badTrunc: 22 } as const
export type TsigError = (typeof tsigErrors)[keyof typeof tsigErrors]

const fudgeSeconds = 300
const macBytes = 32
/** A MAC cut shorter than this is no TSIG at all (RFC 8945 5.2.2.1). */
const macBytesMin = 16
const algorithm = wireOf(tsigAlgorithm)
const nothing = Buffer.alloc(0)

/** Whether the signature is from this key, complete and recent; undefined: it is malformed. */
export function verify(
  message: Message,
  signature: Signature,
  key: TsigKey | null,
  nowSeconds: number,
): TsigError | undefined {
  const { mac, signedAtSeconds } = signature
  if (mac.length > macBytes) return undefined
  if (key === null || !isKeyOf(signature, key)) return tsigErrors.badKey
  if (mac.length > 0 && mac.length < macBytesMin) return undefined
  const right = macOf(key, [unsigned(message, signature), signedVariables(signature)])
  const isRight = mac.length > 0 && timingSafeEqual(Buffer.from(right.subarray(0, mac.length)), mac)
  if (!isRight) return tsigErrors.badSig
  if (mac.length < macBytes) return tsigErrors.badTrunc
  const fudge = Math.min(signature.fudgeSeconds, fudgeSeconds)
  return Math.abs(nowSeconds - signedAtSeconds) > fudge ? tsigErrors.badTime : tsigErrors.none
}

/** The answer as it goes out: signed, or with only the error where the key is not shared (5.3.2). */
export function sign(
  reply: Buffer,
  signature: Signature,
  key: TsigKey | null,
  error: TsigError,
  nowSeconds: number,
): Buffer {
  const isTime = error === tsigErrors.badTime
  const record = {
    keyName: signature.keyName,
    algorithm: signature.algorithm,
    signedAtSeconds: isTime ? signature.signedAtSeconds : nowSeconds,
    fudgeSeconds,
    originalId: reply.readUInt16BE(0),
    error,
    other: isTime ? uint48(nowSeconds) : nothing,
  }
  const isShared = error !== tsigErrors.badKey && error !== tsigErrors.badSig
  if (key === null || !isShared) return withSignature(reply, { ...record, mac: nothing })
  const asked = Buffer.concat([uint16(signature.mac.length), signature.mac])
  const mac = macOf(key, [asked, reply, signedVariables(record)])
  return withSignature(reply, { ...record, mac })
}

/** The most octets that signing adds to an answer. */
export const signatureBytes = (signature: Signature): number =>
  signature.keyName.length + signature.algorithm.length + 10 + 16 + macBytes + 6

function isKeyOf(signature: Signature, key: TsigKey): boolean {
  return signature.keyName.equals(wireOf(key.name)) && signature.algorithm.equals(algorithm)
}

/** The message as its sender signed it: before the record was added, with the id it had then. */
function unsigned({ packet }: Message, { start, originalId }: Signature): Buffer {
  const bare = Buffer.from(packet.subarray(0, start))
  bare.writeUInt16BE(originalId, 0)
  bare.writeUInt16BE(packet.readUInt16BE(10) - 1, 10)
  return bare
}

function macOf(key: TsigKey, parts: readonly Buffer[]): Buffer {
  const hmac = createHmac('sha256', key.secret)
  for (const part of parts) hmac.update(part)
  return hmac.digest()
}
