import { createRandom } from '@understudy/shared'
import t from 'tap'

t.test('CHA-07: the same seed gives the same numbers, on every platform', (t) => {
  const numbers = Array.from(
    { length: 4 },
    (
      (r) => () =>
        r.integer(0, 999_999)
    )(createRandom('seed')),
  )
  const again = Array.from(
    { length: 4 },
    (
      (r) => () =>
        r.integer(0, 999_999)
    )(createRandom('seed')),
  )
  t.same(numbers, again)
  t.same(createRandom(1).hex(8), createRandom('1').hex(8))
  t.notSame(createRandom(1).hex(32), createRandom(2).hex(32))
  t.end()
})

t.test('CHA-07: a forked stream does not depend on what its parent has drawn', (t) => {
  const parent = createRandom(5)
  const before = parent.fork('x').hex(16)
  parent.next()
  t.equal(parent.fork('x').hex(16), before)
  t.not(parent.fork('y').hex(16), before)
  t.end()
})

t.test('integers keep their bounds and reach both', (t) => {
  const random = createRandom('bounds')
  const seen = new Set(Array.from({ length: 2_000 }, () => random.integer(3, 7)))
  t.same([...seen].sort(), [3, 4, 5, 6, 7])
  t.end()
})
