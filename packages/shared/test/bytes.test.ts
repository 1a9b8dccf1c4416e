import { gunzipSync } from 'node:zlib'
import { base64Of, bytesOfBase64, bytesOfGzip, bytesOfHex, gzipOf, hexOf } from '@understudy/shared'
import fc from 'fast-check'
import t from 'tap'

const bytes = fc.uint8Array({ maxLength: 200 })

t.test('UPD-04: what pure code writes as base64, hex and gzip is what Node.js reads', (t) => {
  fc.assert(
    fc.property(bytes, (some) => {
      const text = base64Of(some)
      return (
        text === Buffer.from(some).toString('base64') &&
        hexOf(bytesOfBase64(text) ?? new Uint8Array(1)) === hexOf(some) &&
        hexOf(bytesOfHex(hexOf(some)) ?? new Uint8Array(1)) === hexOf(some) &&
        gunzipSync(gzipOf(some)).equals(some) &&
        hexOf(bytesOfGzip(gzipOf(some)) ?? new Uint8Array(1)) === hexOf(some)
      )
    }),
    { numRuns: 200 },
  )
  t.match(base64Of(gzipOf(bytesOfHex('61') ?? new Uint8Array())), /^H4sI/, "as the product's keys")
  t.end()
})

t.test('UPD-04: text that is not exactly base64 is not read', (t) => {
  for (const text of ['QQ', 'QQ=', 'QR==', 'Q===', 'QQ==\n', 'Q!==', '====', 'QUJ='])
    t.equal(bytesOfBase64(text), undefined, JSON.stringify(text))
  t.end()
})
