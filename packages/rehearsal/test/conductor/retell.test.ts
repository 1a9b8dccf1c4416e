import { refusal, refused } from '@understudy/shared'
import t from 'tap'
import { Conductor, type Heard, retell } from '../../src/index.ts'
import { shippedLab, shippedRunbook } from '../shipped.ts'
import { FakeLab, preSharedKey, type Script } from './fake-lab.ts'

const runbook = shippedRunbook('asynchronous')
const lab = { ...shippedLab('default'), operator: { pageMsMin: 0, pageMsMax: 0 } }
const plan = { runbook, lab, world: 'virtual', seed: 's', preSharedKey } as const

function played(script: Script = {}) {
  const fake = new FakeLab(lab, script)
  fake.play(runbook)
  return fake
}

const fails: Script = {
  onInvoke: ({ operation }) =>
    operation === 'break-relationship'
      ? refused(refusal('no-relationship', { appliance: 'b' }))
      : undefined,
}

const isEventOf = (input: Heard['input'], name: string): boolean =>
  input.kind === 'event' && input.event.name === name

t.test('REH-04: who is told everything again has seen and done the same', (t) => {
  const fake = played()
  const conductor = new Conductor(plan)
  const { events, texts, files, unanswered } = retell(conductor, fake.heard, 'conductor')
  t.ok(conductor.isOver)
  t.same(
    events.filter(({ source }) => source === 'conductor').map(({ name }) => name),
    fake.told.map(({ name }) => name),
  )
  t.same(new Set([...texts.keys(), ...files]), new Set(fake.kept.keys()))
  t.same(unanswered, [])
  t.end()
})

t.test('REH-04: the failure that ended a rehearsal is a question to whoever takes it up', (t) => {
  const { heard, told } = played(fails)
  const failedAt = heard.findIndex(({ input }) => input.kind === 'answer' && !input.outcome.ok)
  for (const word of ['go-on', 'skip'] as const) {
    const conductor = new Conductor(plan)
    const { events } = retell(conductor, heard.slice(0, failedAt + 1), 'conductor')
    t.ok(conductor.awaitsPerson)
    t.match(events.at(-1), { name: 'person-awaited', step: 'break-b', kind: 'failure' })
    t.notOk(events.some(({ name }) => name === 'rehearsal-ended'))
    const effects = conductor.step({ kind: 'person', word, reason: 'it is broken' }, 1)
    const started = effects.find(
      (effect) => effect.kind === 'record' && effect.event.name === 'step-started',
    )
    t.match(started, { event: { step: 'break-b' } })
    const skipped = effects.some(
      (effect) =>
        effect.kind === 'record' &&
        effect.event.name === 'step-ended' &&
        effect.event.outcome === 'skipped',
    )
    t.equal(skipped, word === 'skip', word)
  }
  t.equal(told.filter(({ name }) => name === 'person-awaited').length, 0)
  t.end()
})

t.test('REH-04: what was under way has no answer, and timers go on', (t) => {
  const { heard } = played()
  const sync = heard.findIndex(({ input }) => input.kind === 'answer') + 3
  const conductor = new Conductor(plan)
  const { unanswered, timers, hasBegun } = retell(conductor, heard.slice(0, sync), 'conductor')
  t.ok(unanswered.length + timers.size > 0)
  t.notOk(hasBegun, 'the lab is being prepared')
  for (const atMs of timers.values()) t.ok(atMs >= (heard[sync - 1]?.atMs ?? 0))
  t.end()
})

t.test(
  'REH-04: what was under way when a process was killed fails, and is tried again or skipped',
  (t) => {
    const { heard } = played()
    const done = heard.findIndex(({ input }) => isEventOf(input, 'relationship-broken'))
    const cut = heard.slice(0, done)
    for (const word of ['go-on', 'skip'] as const) {
      const conductor = new Conductor(plan)
      const { unanswered, hasBegun, areClientsAtWork } = retell(conductor, cut, 'conductor')
      const [asked, ...more] = unanswered
      t.match(asked, { kind: 'invoke', operation: 'break-relationship' })
      t.same([more, hasBegun, areClientsAtWork], [[], true, true])
      conductor.isTakenUp = true
      const taken = conductor.step({ kind: 'taken-up', leftAtMs: 7, isAttended: false }, 8)
      t.match(taken, [{ kind: 'record', event: { name: 'rehearsal-taken-up', leftAtMs: 7 } }])
      const outcome = refused(refusal('no-relationship', { appliance: 'b' }))
      conductor.step({ kind: 'answer', call: asked?.call ?? '', outcome }, 9)
      t.equal(conductor.awaited, 'failure')
      conductor.isTakenUp = false
      const effects = conductor.step({ kind: 'person', word, reason: 'it is done' }, 10)
      const again = effects.some(
        (effect) => effect.kind === 'invoke' && effect.operation === 'break-relationship',
      )
      t.equal(again, word === 'go-on')
    }
    t.end()
  },
)

t.test('REH-04: whoever goes on says whether people are asked from then on', (t) => {
  const { heard } = played({ onAwaited: () => ({ kind: 'person', word: 'go-on' }) })
  const first = heard.findIndex(({ input }) => input.kind === 'person')
  for (const isAttended of [true, false]) {
    const conductor = new Conductor({ ...plan, attended: true })
    retell(conductor, heard.slice(0, first), 'conductor')
    t.equal(conductor.awaited, 'approve')
    conductor.step({ kind: 'taken-up', leftAtMs: 0, isAttended }, 0)
    conductor.step({ kind: 'person', word: 'go-on' }, 1)
    t.equal(conductor.awaited, isAttended ? 'approve' : null, 'the next step that asks')
  }
  t.end()
})
