import t from 'tap'
import { must, smallWorld } from '../support/small-world.ts'

const nonce = 'c0ffee00'.repeat(4)
const keys = { a: 'first-key-for-a-test', b: 'other-key-for-a-test' }

t.test('FO-02: the same key is proved alike on both appliances, another key otherwise', (t) => {
  const proofsOf = (options: Parameters<typeof smallWorld>[0], asked = nonce) => {
    const { world } = smallWorld(options)
    return (['a', 'b'] as const).map(
      (name) => must(world.invokeAndRun(name, 'prove-pre-shared-key', { nonce: asked })) as object,
    )
  }
  const [a, b] = proofsOf({})
  t.same(a, b)
  const [mine, others] = proofsOf({ keys })
  t.notSame(mine, others)
  t.notSame(proofsOf({}, 'decade00'.repeat(4)), [a, b], 'a proof is of one nonce')
  t.end()
})

t.test('SEC-01: a proof is no event', (t) => {
  const { world } = smallWorld({ keys })
  const before = world.events.length
  must(world.invokeAndRun('a', 'prove-pre-shared-key', { nonce }))
  t.same(world.events.slice(before), [])
  t.end()
})
