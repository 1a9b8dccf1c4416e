import { sha512 } from './sha512.ts'

/*
 * Ed25519 (RFC 8032 5.1) in plain arithmetic, for the virtual world: deterministic, and slow, which nobody minds there. It
 * takes different time for different keys, so it keeps no real secret.
 */

/** The field's prime, the group's order, the curve's constant, and a root of -1 (RFC 8032 5.1). */
const prime = 2n ** 255n - 19n
const order = 2n ** 252n + 27742317777372353535851937790883648493n
const d = modulo(-121665n * inverse(121666n))
const rootOfMinusOne = power(2n, (prime - 1n) / 4n)

/** Extended coordinates: x = X/Z, y = Y/Z, x * y = T/Z (RFC 8032 5.1.4). */
interface Point {
  readonly x: bigint
  readonly y: bigint
  readonly z: bigint
  readonly t: bigint
}

const neutral: Point = { x: 0n, y: 1n, z: 1n, t: 0n }
const basePoint = pointOf(modulo(4n * inverse(5n)), 0) as Point
/** The base point times 2^i: as many as were needed so far. */
const baseDoubled: Point[] = [basePoint]

export function publicKeyOf(privateKey: Uint8Array): Uint8Array {
  return encode(multiplyBase(secretsOf(privateKey).scalar))
}

/** RFC 8032 5.1.6. `publicKey`: of that private key, for whoever knows it already. */
export function sign(
  privateKey: Uint8Array,
  message: Uint8Array,
  publicKey: Uint8Array = publicKeyOf(privateKey),
): Uint8Array {
  const { scalar, prefix } = secretsOf(privateKey)
  const nonce = hashed(prefix, message) % order
  const r = encode(multiplyBase(nonce))
  const s = (nonce + (hashed(r, publicKey, message) % order) * scalar) % order
  return Uint8Array.of(...r, ...littleEndian(s))
}

/** RFC 8032 5.1.7, without the cofactor, as OpenSSL does. */
export function verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  const r = signature.subarray(0, 32)
  const s = numberOf(signature.subarray(32))
  const key = decode(publicKey)
  if (key === undefined || s >= order) return false
  const k = hashed(r, publicKey, message) % order
  const minusKey: Point = { ...key, x: modulo(-key.x), t: modulo(-key.t) }
  const expected = encode(add(multiplyBase(s), multiply(minusKey, k)))
  return expected.every((byte, index) => byte === r[index])
}

function secretsOf(privateKey: Uint8Array): {
  readonly scalar: bigint
  readonly prefix: Uint8Array
} {
  const hash = sha512(privateKey)
  const low = hash.slice(0, 32)
  low[0] = (low[0] ?? 0) & 248
  low[31] = ((low[31] ?? 0) & 127) | 64
  return { scalar: numberOf(low), prefix: hash.subarray(32) }
}

const hashed = (...parts: readonly Uint8Array[]): bigint => {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return numberOf(sha512(whole))
}

/** RFC 8032 5.1.4. */
function add(p: Point, q: Point): Point {
  const a = modulo((p.y - p.x) * (q.y - q.x))
  const b = modulo((p.y + p.x) * (q.y + q.x))
  const c = modulo(2n * p.t * q.t * d)
  const e = modulo(2n * p.z * q.z)
  return extended(b - a, e - c, e + c, b + a)
}

function double(p: Point): Point {
  const a = modulo(p.x * p.x)
  const b = modulo(p.y * p.y)
  const c = modulo(2n * p.z * p.z)
  const h = a + b
  const e = modulo(h - (p.x + p.y) * (p.x + p.y))
  const g = a - b
  return extended(e, c + g, g, h)
}

const extended = (e: bigint, f: bigint, g: bigint, h: bigint): Point => ({
  x: modulo(e * f),
  y: modulo(g * h),
  z: modulo(f * g),
  t: modulo(e * h),
})

function multiply(point: Point, by: bigint): Point {
  let [product, addend] = [neutral, point]
  for (let rest = by; rest > 0n; rest >>= 1n) {
    if (rest & 1n) product = add(product, addend)
    addend = double(addend)
  }
  return product
}

/** Of the base point, whose doubles need not be computed again. */
function multiplyBase(by: bigint): Point {
  let product = neutral
  for (let rest = by, i = 0; rest > 0n; rest >>= 1n, i++) {
    const doubled = baseDoubled[i] ?? double(baseDoubled[i - 1] as Point)
    baseDoubled[i] = doubled
    if (rest & 1n) product = add(product, doubled)
  }
  return product
}

/** RFC 8032 5.1.2: y, and the lowest bit of x above it. */
function encode({ x, y, z }: Point): Uint8Array {
  const inverseZ = inverse(z)
  const sign = modulo(x * inverseZ) & 1n
  return littleEndian(modulo(y * inverseZ) | (sign << 255n))
}

/** RFC 8032 5.1.3; undefined = no point of the curve. */
function decode(bytes: Uint8Array): Point | undefined {
  const number = numberOf(bytes)
  return pointOf(number & (2n ** 255n - 1n), Number(number >> 255n))
}

function pointOf(y: bigint, sign: number): Point | undefined {
  if (y >= prime) return undefined
  const [u, v] = [modulo(y * y - 1n), modulo(d * y * y + 1n)]
  const v3 = modulo(v * v * v)
  let x = modulo(u * v3 * power(modulo(u * v3 * v3 * v), (prime - 5n) / 8n))
  const check = modulo(v * x * x)
  if (check === modulo(-u)) x = modulo(x * rootOfMinusOne)
  else if (check !== u) return undefined
  if (x === 0n && sign === 1) return undefined
  if (Number(x & 1n) !== sign) x = modulo(-x)
  return { x, y, z: 1n, t: modulo(x * y) }
}

function modulo(value: bigint): bigint {
  const rest = value % prime
  return rest < 0n ? rest + prime : rest
}

function power(base: bigint, exponent: bigint): bigint {
  let [product, factor] = [1n, base]
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) product = modulo(product * factor)
    factor = modulo(factor * factor)
  }
  return product
}

/** By Fermat. */
function inverse(value: bigint): bigint {
  return power(modulo(value), prime - 2n)
}

function numberOf(littleEndianBytes: Uint8Array): bigint {
  let number = 0n
  for (let i = littleEndianBytes.length - 1; i >= 0; i--)
    number = (number << 8n) | BigInt(littleEndianBytes[i] ?? 0)
  return number
}

/** 32 bytes. */
function littleEndian(number: bigint): Uint8Array {
  let rest = number
  return Uint8Array.from({ length: 32 }, () => {
    const byte = Number(rest & 255n)
    rest >>= 8n
    return byte
  })
}
