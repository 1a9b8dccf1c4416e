import fc from 'fast-check'
import t from 'tap'
import { plainFiles } from '../../src/world/plain-files.ts'

t.test('BAK-01: files of a world without cryptography are UTF-8, in pieces of any length', (t) => {
  const { bytesOf, textOf } = plainFiles.codec
  const long = fc
    .tuple(fc.string({ unit: 'binary' }), fc.integer({ min: 0, max: 9_000 }))
    .map(([text, count]) => `${'x'.repeat(count)}${text}${'y'.repeat(count)}`)
  fc.assert(
    fc.property(long, (text) => {
      const bytes = bytesOf(text)
      return Buffer.from(bytes).equals(Buffer.from(text, 'utf8')) && textOf(bytes) === text
    }),
    { numRuns: 50 },
  )
  t.end()
})
