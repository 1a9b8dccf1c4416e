import {
  addAllToDigest,
  addToDigest,
  digestsEqual,
  emptyDigest,
  hash64,
  removeFromDigest,
} from '@understudy/shared'
import fc from 'fast-check'
import t from 'tap'

const digestOf = (records: readonly string[]) =>
  records.reduce((digest, record) => addToDigest(digest, record), emptyDigest)

t.test('SYN-05: the digest of a set does not depend on the order in which it came', (t) => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.integer(), (records, seed) => {
      const shuffled = [...records].sort(
        (a, b) => ((a.length * 31 + seed) % 7) - ((b.length * 31 + seed) % 7),
      )
      return digestsEqual(digestOf(records), digestOf(shuffled))
    }),
  )
  t.end()
})

t.test('SYN-04: taking a record off the digest undoes adding it', (t) => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.string(), (records, extra) =>
      digestsEqual(removeFromDigest(digestOf([...records, extra]), extra), digestOf(records)),
    ),
  )
  t.end()
})

t.test('SYN-05: a record that is missing, doubled or changed shows', (t) => {
  const records = Array.from({ length: 500 }, (_, i) => `{"session":${i}}`)
  const whole = digestOf(records)
  t.notOk(digestsEqual(whole, digestOf(records.slice(1))))
  t.notOk(digestsEqual(whole, digestOf([...records, '{"session":7}'])))
  t.notOk(digestsEqual(whole, digestOf(records.with(3, '{"session":4}'))))
  t.notOk(digestsEqual(addToDigest(emptyDigest, 'ab', 'c'), addToDigest(emptyDigest, 'a', 'bc')))
  t.end()
})

t.test('SYN-05: many records at once make the digest that they make one by one', (t) => {
  const record = fc.tuple(fc.string(), fc.string())
  fc.assert(
    fc.property(fc.array(record), fc.string(), (records, before) => {
      const from = addToDigest(emptyDigest, before)
      const oneByOne = records.reduce((digest, texts) => addToDigest(digest, ...texts), from)
      const parts = {
        headOf: ([head]: readonly string[]) => head ?? '',
        bodyOf: ([, body]: readonly string[]) => body ?? '',
      }
      return digestsEqual(addAllToDigest(from, records, parts), oneByOne)
    }),
  )
  t.end()
})

t.test('SYN-05: what is on disks and in other versions was made by this very hash', (t) => {
  t.same(hash64('1|1|1|key|0|1|', '{"customer":"Zoë"}'), { high: 76_085_526, low: 4_264_493_428 })
  t.end()
})
