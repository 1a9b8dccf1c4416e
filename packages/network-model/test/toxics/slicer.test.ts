import fc from 'fast-check'
import t from 'tap'
import { ChainLog, toxic } from '../support/chain-log.ts'

t.test('NET-10: slicer halves recursively and waits microseconds after each slice', (t) => {
  const log = new ChainLog([toxic('slicer', { average_size: 25, delay: 500 })]).push(100).until(10)
  t.same(log.lines, [
    [0, 'bytes 25'],
    [0.5, 'bytes 25'],
    [1, 'bytes 25'],
    [1.5, 'bytes 25'],
  ])
  log.push(10)
  t.same(log.lines.at(-1), [10, 'bytes 10'], 'what is small enough stays whole')
  t.end()
})

t.test('NET-10: when the slicer changes, the rest of the piece passes in one', (t) => {
  const log = new ChainLog([toxic('slicer', { average_size: 10, delay: 1_000 })]).push(100)
  log.change()
  const [first = [0, '']] = log.lines
  t.same(log.lines, [first, [0, `bytes ${100 - Number(first[1].slice(6))}`]])
  t.ok(Number(first[1].slice(6)) <= 10)
  t.end()
})

t.test(
  'NET-10: slices are never empty, never too large, and nothing is lost of odd settings',
  (t) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5_000 }),
        fc.integer({ min: -5, max: 300 }),
        fc.integer({ min: -5, max: 300 }),
        fc.string(),
        (size, average, variation, seed) => {
          const spec = toxic('slicer', { average_size: average, size_variation: variation })
          const log = new ChainLog([spec], seed).push(size)
          const slices = log.lines.map(([, what]) => Number(what.slice(6)))
          const max = Math.max(1, average + variation)
          return log.passedBytes === size && slices.every((slice) => slice >= 1 && slice <= max)
        },
      ),
      { seed: 1, numRuns: 500 },
    )
    t.end()
  },
)
