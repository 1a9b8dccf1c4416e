import t from 'tap'
import { describe } from '../src/index.ts'

t.test('SEC-03: whatever a value is, a complaint can say what was found', async (t) => {
  const endless: { self?: object } = {}
  endless.self = endless
  let deep: unknown = []
  for (let level = 0; level < 100_000; level += 1) deep = [deep]
  const values: readonly (readonly [unknown, string])[] = [
    [undefined, 'nothing'],
    ['x', '"x"'],
    [endless, 'object'],
    [deep, 'a list'],
    [10n, 'bigint'],
    [Date, 'function'],
  ]
  for (const [value, found] of values) t.equal(describe(value), found)
})
