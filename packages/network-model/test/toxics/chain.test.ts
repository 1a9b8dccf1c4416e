import { createRandom } from '@understudy/shared'
import fc from 'fast-check'
import t from 'tap'
import { Chain, type Passage, type ToxicSpec, toxicTypes } from '../../src/index.ts'
import { ChainLog, toxic } from '../support/chain-log.ts'

t.test('NET-10: a chain without toxics, with noop or with none that takes part is clear', (t) => {
  for (const specs of [[], [toxic('noop')], [toxic('latency', { latency: 9 }, { toxicity: 0 })]]) {
    const log = new ChainLog(specs)
    t.ok(log.chain.isClear)
    t.same(log.push(3).end().lines, [
      [0, 'bytes 3'],
      [0, 'end'],
    ])
  }
  t.end()
})

const shareHit = (specOf: (seed: number) => ToxicSpec, of = 2_000): number => {
  let hit = 0
  for (let seed = 0; seed < of; seed++)
    if (!new ChainLog([specOf(seed)], `seed ${seed}`).chain.isClear) hit++
  return hit / of
}

t.test(
  'NET-10: toxicity is drawn for each connection; beyond 0 and 1 it is never and always',
  (t) => {
    const share = shareHit(() => toxic('latency', {}, { toxicity: 0.3 }))
    t.ok(Math.abs(share - 0.3) < 0.03, `${share}`)
    t.equal(
      shareHit(() => toxic('latency', {}, { toxicity: -1 }), 100),
      0,
    )
    t.equal(
      shareHit(() => toxic('latency', {}, { toxicity: 2.5 }), 100),
      1,
    )
    t.end()
  },
)

t.test('NET-10: the same seed draws the same, another one does not', (t) => {
  const run = (seed: string) =>
    new ChainLog([toxic('latency', { latency: 50, jitter: 40 })], seed).push(1).until(100).lines
  t.same(run('one'), run('one'))
  t.notSame(run('one'), run('two'))
  t.end()
})

t.test(
  'NET-09: a fault hits both directions of a connection or none, whatever the lab draws',
  (t) => {
    const fault = toxic('latency', {}, { toxicity: 0.5, fault: 'slow', seed: 'its own' })
    const hits = (direction: string): boolean[] =>
      Array.from({ length: 50 }, (_, n) => {
        const identity = { connection: String(n), direction }
        return !new ChainLog([fault], `the lab's, ${direction}`, identity).chain.isClear
      })
    t.same(hits('up'), hits('down'))
    t.ok(hits('up').includes(true) && hits('up').includes(false))
    t.end()
  },
)

t.test('NET-10: a toxic is drawn again when it changes, and when one comes behind it', (t) => {
  const draws = (change: (log: ChainLog) => void): boolean[] =>
    Array.from({ length: 200 }, (_, n) => {
      const log = new ChainLog([toxic('latency', {}, { toxicity: 0.5 })], `seed ${n}`)
      const before = log.chain.isClear
      change(log)
      return before === log.chain.isClear
    })
  const changed = draws((log) => log.change(toxic('latency', { latency: 1 }, { toxicity: 0.5 })))
  const behind = draws((log) => log.change(toxic('latency', {}, { toxicity: 0.5 }), toxic('noop')))
  const same = draws((log) => log.change(toxic('latency', {}, { toxicity: 0.5 })))
  for (const outcomes of [changed, behind]) {
    const kept = outcomes.filter(Boolean).length
    t.ok(kept > 70 && kept < 130, `${kept} of 200 drew the same`)
  }
  t.notOk(same.includes(false), 'what is as it was goes on')
  t.end()
})

t.test('NET-09: faults of the lab keep what they have drawn when others come and go', (t) => {
  const fault = toxic('latency', { latency: 100 }, { fault: 'slow', seed: 's' })
  const log = new ChainLog([fault]).push(1).until(50)
  const other = toxic('noop', {}, { fault: 'other', seed: 'o' })
  log.change(fault, other).until(60).change(fault).until(200)
  t.same(log.lines, [[100, 'bytes 1']], 'its piece is not let go early')
  t.same(log.chain.touchedBy, ['slow'])
  t.end()
})

t.test('NET-09: a fault has touched a connection only when it dealt with its bytes', (t) => {
  const fault = toxic('latency', { latency: 1 }, { fault: 'slow', seed: 's' })
  const log = new ChainLog([fault])
  t.same(log.chain.touchedBy, [])
  t.same(log.push(1).chain.touchedBy, ['slow'])
  const missed = new ChainLog([{ ...fault, toxicity: 0 }]).push(1)
  t.same(missed.chain.touchedBy, [])
  t.end()
})

const anySpec: fc.Arbitrary<ToxicSpec> = fc.record({
  name: fc.constantFrom('one', 'two', 'three'),
  type: fc.constantFrom(...toxicTypes),
  toxicity: fc.constantFrom(0, 0.5, 1),
  attributes: fc.dictionary(
    fc.constantFrom(
      'latency',
      'jitter',
      'rate',
      'delay',
      'timeout',
      'average_size',
      'bytes',
      'loss_rate',
    ),
    fc.integer({ min: -10, max: 400 }),
  ),
})
const anyChain = fc.uniqueArray(anySpec, { maxLength: 3, selector: (spec) => spec.name })
const anyAct = fc.oneof(
  fc.record({ push: fc.integer({ min: 1, max: 3_000 }) }),
  fc.record({ wait: fc.integer({ min: 0, max: 500 }) }),
  fc.record({ change: anyChain }),
)

t.test(
  'NET-10: whatever toxics come and go, every byte leaves once, in order, before the end',
  (t) => {
    fc.assert(
      fc.property(
        anyChain,
        fc.array(anyAct, { maxLength: 20 }),
        fc.string(),
        (specs, acts, seed) => {
          const log = new ChainLog(specs, seed)
          let pushed = 0
          for (const act of acts) {
            if ('push' in act) {
              if (log.lines.every(([, what]) => / /.test(what))) pushed += act.push
              log.push(act.push)
            } else if ('wait' in act) log.until(log.nowMs + act.wait)
            else log.change(...act.change)
          }
          log
            .change()
            .until(log.nowMs + 1_000)
            .end()
            .until(log.nowMs + 1)
          const words = log.lines.map(([, what]) => what)
          const endings = words.filter((what) => !/ /.test(what))
          const left = words.reduce((sum, what) => sum + Number(what.split(' ')[1] ?? 0), 0)
          const atEnd = words.at(-1) === endings[0] && endings.length === 1
          return atEnd && (endings[0] === 'end' ? left === pushed : left <= pushed)
        },
      ),
      { seed: 7, numRuns: 2_000 },
    )
    t.end()
  },
)

t.test('NET-10: a carrier may take what is due in parts, and nothing of it changes', (t) => {
  const specs = [
    toxic('slicer', { average_size: 10, size_variation: 3 }),
    toxic('bandwidth', { rate: 100_000 }),
    toxic('timeout', { timeout: 50 }, { name: 'later', toxicity: 0 }),
  ]
  const begin = (): Chain => {
    const chain = new Chain(specs, createRandom('parts'), 0)
    chain.push(5_000, 0)
    chain.end(0)
    return chain
  }
  const whole = begin().advance(1)
  t.ok(whole.length > 300)
  const chain = begin()
  const parts: Passage[][] = []
  while (chain.hasDue(1)) parts.push([...chain.advance(1, 64)])
  t.same(parts.flat(), whole)
  t.ok(parts.every((part) => part.length <= 64))
  t.equal(chain.heldBytes, 0)
  t.end()
})

t.test('NET-10: the next toxic is not ahead of what one that is taken in parts still has', (t) => {
  const chain = new Chain(
    [toxic('slicer', { average_size: 10 }), toxic('timeout', { timeout: 1 })],
    createRandom('parts'),
    0,
  )
  chain.push(5_000, 0)
  const parts: Passage[][] = []
  while (chain.hasDue(5)) parts.push([...chain.advance(5, 64)])
  const all = parts.flat()
  t.equal(all.at(-1)?.kind, 'close')
  const dropped = all.reduce((sum, one) => sum + (one.kind === 'drop' ? one.count : 0), 0)
  t.equal(dropped, 5_000, 'all of it came before the time was up')
  t.end()
})

t.test('NET-10: a change does not first let pass whatever is due', (t) => {
  const chain = new Chain([toxic('slicer', { average_size: 10 })], createRandom('parts'), 0)
  chain.push(60_000, 0)
  chain.push(60_000, 0)
  chain.change([], 0, 64)
  const passages = chain.advance(0)
  t.ok(passages.length < 100, `${passages.length} passages`)
  t.same(
    passages.slice(-1),
    [{ kind: 'bytes', count: 60_000 }],
    'what the slicer had not begun passes as it came',
  )
  t.end()
})
