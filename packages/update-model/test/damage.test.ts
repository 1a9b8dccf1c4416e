import { gunzipSync } from 'node:zlib'
import { nodeSigning } from '@understudy/certificates/signing'
import { gzipOf, openPackage, readDownloadKey } from '@understudy/shared'
import { type DownloadedFile, pureSigning, type UpdateServer } from '@understudy/update-model'
import fc from 'fast-check'
import t from 'tap'
import { key, nowMs, secretOf, server } from './support/server.ts'

const fileFrom = (from: UpdateServer): DownloadedFile => {
  const { outcome } = from.redeem(key(), nowMs)
  const file = outcome.ok ? outcome.value.find((one) => one.package === 'Bomgar-12.2.0') : undefined
  if (file === undefined) throw new Error('the update server gives Bomgar-12.2.0')
  return file
}

/** Bits flipped, cut short, pieces swapped, lengthened, replaced. */
const damaged = (whole: Uint8Array): fc.Arbitrary<Uint8Array> => {
  const place = fc.nat(whole.length - 1)
  const changed = (change: (copy: Uint8Array) => Uint8Array): Uint8Array =>
    change(Uint8Array.from(whole))
  return fc
    .oneof(
      fc.tuple(place, fc.nat(7)).map(([at, bit]) =>
        changed((copy) => {
          copy[at] = (copy[at] ?? 0) ^ (1 << bit)
          return copy
        }),
      ),
      place.map((length) => whole.slice(0, length)),
      fc.tuple(place, place, fc.integer({ min: 1, max: 40 })).map(([from, to, length]) =>
        changed((copy) => {
          copy.set(whole.subarray(from, Math.min(from + length, whole.length - to + from)), to)
          return copy
        }),
      ),
      fc
        .uint8Array({ minLength: 1, maxLength: 50 })
        .map((more) => Uint8Array.of(...whole, ...more)),
      fc.uint8Array({ maxLength: 500 }),
    )
    .filter((one) => one.length !== whole.length || one.some((byte, at) => byte !== whole[at]))
}

t.test('UPD-05: whatever is done to a package on its way, it is not taken for genuine', (t) => {
  const from = server()
  const { bytes } = fileFrom(from)
  const vendor = from.vendorPublicKey()
  t.equal(openPackage(bytes, nodeSigning, vendor).state, 'genuine')
  t.equal(
    openPackage(bytes, pureSigning, pureSigning.publicKeyOf(new Uint8Array(32).fill(7))).state,
    'genuine',
  )
  t.equal(
    openPackage(bytes, nodeSigning, nodeSigning.publicKeyOf(new Uint8Array(32).fill(8))).state,
    'unsigned',
    'another vendor',
  )
  fc.assert(
    fc.property(
      damaged(bytes),
      (file) => openPackage(file, nodeSigning, vendor).state !== 'genuine',
    ),
    { numRuns: 1_000 },
  )
  t.end()
})

/** What is done to the block, or to what is in it, packed again as the box packs it: of that only the seal knows. */
const spoiltKeys = (block: string): fc.Arbitrary<string> => {
  const lines = block.trim().split('\n')
  const packed = Buffer.from(lines.slice(1, -1).join(''), 'base64')
  const repacked = (content: Uint8Array): string =>
    [lines[0], Buffer.from(gzipOf(content)).toString('base64'), lines.at(-1), ''].join('\n')
  return fc.oneof(
    damaged(new TextEncoder().encode(block)).map((bytes) => Buffer.from(bytes).toString('latin1')),
    damaged(gunzipSync(packed)).map(repacked),
  )
}

t.test('UPD-04: a key that was changed in any way downloads nothing', (t) => {
  const from = server()
  const block = key()
  const before = JSON.stringify(from.state)
  fc.assert(
    fc.property(spoiltKeys(block), (text) => {
      // Line ends and space around the block do not belong to it.
      if (text.trim().replace(/\r?\n/g, '\n') === block.trim()) return true
      const { outcome } = from.redeem(text, nowMs)
      return !outcome.ok || readDownloadKey(text)?.isBy(nodeSigning, secretOf('a')) === true
    }),
    { numRuns: 1_000 },
  )
  t.equal(JSON.stringify(from.state), before, 'and nothing has changed')
  t.equal(from.redeem(block, nowMs).outcome.ok, true, 'the whole key still does')
  t.end()
})
