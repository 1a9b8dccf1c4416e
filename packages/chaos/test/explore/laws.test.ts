import { MemoryStore } from '@understudy/memory-store'
import t from 'tap'
import type { DiskFacts } from '../../src/explore/box/disk-facts.ts'
import { noFaults } from '../../src/explore/faults.ts'
import { breachOf, lawsOf } from '../../src/explore/laws/all.ts'
import type { Step } from '../../src/explore/laws/law.ts'
import { PairWorld } from '../../src/explore/pair/pair-world.ts'
import { prepare } from '../../src/explore/prepare.ts'
import { scopes } from '../../src/explore/scopes.ts'

const pair = prepare(new PairWorld(noFaults), scopes.swap, () => new MemoryStore(), noFaults)
const calm: Step = { before: pair, pair, side: 'a', effects: [], error: '' }

const withDisk = (side: 'a' | 'b', facts: Partial<DiskFacts>): Step => ({
  ...calm,
  pair: { ...pair, [side]: { ...pair[side], facts: { ...pair[side].facts, ...facts } } },
})

const lawBroken = (step: Step, forces = false): string | undefined =>
  breachOf(lawsOf({ forces }), step)?.law

t.test('CHA-03: a synced pair at rest breaks no law', async (t) => {
  t.equal(lawBroken(calm), undefined)
})

t.test('SYN-06: an acknowledged session that is on neither disk is a lost one', async (t) => {
  const lost: Step = { ...calm, pair: { ...pair, acknowledged: ['f'.repeat(32)] } }
  t.equal(lawBroken(lost), 'an acknowledged session is on a disk')
})

t.test(
  'SYN-06: what is told before it is stored is found, of epochs and of sessions',
  async (t) => {
    const epoch = pair.a.facts.epoch + 1
    const claim = { kind: 'claim-address', address: '192.0.2.100', epoch } as const
    t.equal(lawBroken({ ...calm, effects: [claim] }), 'what is told is stored')
    const message = {
      type: 'session-recorded',
      lsid: 'f'.repeat(32),
      lseq: 9,
      externalKey: 'x',
    } as const
    const acknowledged = { kind: 'send-client', connection: 'customer-1', message } as const
    t.equal(lawBroken({ ...calm, effects: [acknowledged] }), 'what is told is stored')
  },
)

t.test('FO-14: an epoch that is taken back is found', async (t) => {
  t.equal(lawBroken(withDisk('b', { epoch: 0 })), 'epochs only grow')
})

t.test(
  'FO-10: two primaries are found; where an operator forces one, those of one epoch',
  async (t) => {
    const two = withDisk('b', { role: 'primary' })
    t.equal(lawBroken(two), 'never two primaries')
    t.equal(lawBroken(two, true), undefined)
    const { epoch } = pair.a.facts
    const primaries: Step['pair']['primaries'] = [
      [epoch, 'a'],
      [epoch, 'b'],
    ]
    const both: Step = { ...two, pair: { ...two.pair, primaries } }
    t.equal(lawBroken(both, true), 'at most one primary per epoch')
  },
)

t.test('FO-10: an operator who waits for minutes is found', async (t) => {
  const [asked] = scopes.swap.asks
  if (asked === undefined) throw new Error('a swap is asked for')
  const waiting = { state: 'waiting', asked, waitedMs: 300_001 } as const
  t.equal(
    lawBroken({ ...calm, pair: { ...pair, request: waiting } }),
    'every operation is answered',
  )
})

t.test('CHA-03: what the core throws is found', async (t) => {
  t.equal(
    lawBroken({ ...calm, error: 'AssertionError: started comes first' }),
    'no assertion fails',
  )
})

t.test('CLI-07: a session under way that is gone and not recorded is found', async (t) => {
  t.equal(pair.a.facts.underWay.length, 1)
  t.equal(lawBroken(withDisk('a', { underWay: [] })), 'a session that has begun is recorded')
  const recorded = [...pair.a.facts.lsids, ...pair.a.facts.underWay]
  t.equal(lawBroken(withDisk('a', { underWay: [], lsids: recorded })), undefined)
})

t.test('FO-06: a backup on which a session is under way is found', async (t) => {
  t.equal(lawBroken(withDisk('a', { role: 'backup' })), 'users leave before the role does')
})
