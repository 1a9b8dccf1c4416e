import { type ApplianceStatus, accepted, type LabEvent } from '@understudy/shared'
import t from 'tap'
import { conditionOf } from '../../src/conductor/conditions.ts'
import { Stage } from '../../src/conductor/stage.ts'
import { waitUntil } from '../../src/conductor/waiting.ts'
import type { ConductorInput } from '../../src/index.ts'
import { shippedLab, shippedRunbook } from '../shipped.ts'

const primary = (of: 'a' | 'b') => conditionOf({ of, that: 'role', is: 'primary' }, {})

function waiting() {
  const plan = { world: 'virtual', seed: 's', preSharedKey: '' } as const
  const lab = shippedLab('default')
  const stage = new Stage({ ...plan, lab, runbook: shippedRunbook('asynchronous') })
  const task = waitUntil(stage, [primary('a'), primary('b')], { withinMs: 60_000 })
  /** Gives an input; the calls that it brings about, or what came of the wait. */
  const give = (input: ConductorInput) => {
    const { done, value } = task.next(input)
    if (done === true) return value
    return stage
      .takeEffects()
      .flatMap((e) => (e.kind === 'invoke' ? [`${e.call} ${e.appliance}`] : []))
  }
  const answer = (call: string, role: string) =>
    give({ kind: 'answer', call, outcome: accepted({ role } as ApplianceStatus) })
  const event = (source: string, name: string) =>
    give({ kind: 'event', event: { name, source, atMs: 0 } as LabEvent })
  return { give, answer, event }
}

t.test('a status that an event has overtaken is asked for again before it is judged', async (t) => {
  const { give, answer, event } = waiting()
  t.same(give({ kind: 'start' }), ['c1 a', 'c2 b'])
  t.same(answer('c2', 'primary'), [])
  t.same(event('a', 'role-changed'), [], 'a call is under way already')
  t.same(answer('c1', 'primary'), ['c3 a'], 'what it says may be of before the event')
  t.same(event('a', 'session-recorded'), [], 'noise')
  t.same(event('network', 'traffic-owner'), [], 'of no appliance concerned')
  t.match(answer('c3', 'primary'), { held: true })
})

t.test('all conditions must hold at once', async (t) => {
  const { give, answer, event } = waiting()
  give({ kind: 'start' })
  t.same(answer('c1', 'primary'), [])
  t.same(answer('c2', 'backup'), [])
  t.same(event('b', 'role-changed'), ['c3 b'])
  t.same(event('a', 'role-changed'), ['c4 a'])
  t.same(answer('c3', 'primary'), [], 'a may have changed meanwhile')
  t.same(answer('c4', 'backup'), [])
  t.match(give({ kind: 'timer', timer: 't1' }), {
    held: false,
    expected: 'a: role is primary',
    found: 'a: role is backup after 1m',
  })
})

t.test('without any event the statuses are asked for again from time to time', async (t) => {
  const { give, answer } = waiting()
  give({ kind: 'start' })
  answer('c1', 'primary')
  answer('c2', 'backup')
  t.same(give({ kind: 'timer', timer: 't2' }), ['c3 a', 'c4 b'])
})
