import t from 'tap'
import { Attempts } from '../../src/index.ts'

/** Every attempt that is left, as "address at". */
function all(attempts: Attempts): readonly string[] {
  const taken: string[] = []
  for (let next = attempts.take(); next !== undefined; next = attempts.take()) {
    taken.push(`${next.address} ${next.atMs}`)
  }
  return taken
}

t.test('NET-02: a SYN that nobody answers is repeated after 1, 3, 7, 15 and 31 s', (t) => {
  t.same(all(new Attempts(['one'], 500)), [
    'one 1500',
    'one 3500',
    'one 7500',
    'one 15500',
    'one 31500',
  ])
  t.end()
})

t.test('NET-13: the next address is tried 250 ms after a silent one, and each is repeated', (t) => {
  const taken = all(new Attempts(['one', 'two'], 0))
  t.same(taken.slice(0, 5), ['two 250', 'one 1000', 'two 1250', 'one 3000', 'two 3250'])
  t.end()
})

t.test('NET-13: an address that refuses is tried no more, and the last one ends it', (t) => {
  const attempts = new Attempts(['one', 'two'], 0)
  attempts.take()
  t.ok(attempts.refused('two'))
  t.same(all(attempts).slice(0, 2), ['one 1000', 'one 3000'])
  t.notOk(new Attempts(['one'], 0).refused('one'))
  t.end()
})
