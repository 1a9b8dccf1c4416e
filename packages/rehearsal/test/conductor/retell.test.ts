import { refusal, refused } from '@understudy/shared'
import t from 'tap'
import { Conductor, retell } from '../../src/index.ts'
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
  const { unanswered, timers } = retell(new Conductor(plan), heard.slice(0, sync), 'conductor')
  t.ok(unanswered.length + timers.size > 0)
  for (const atMs of timers.values()) t.ok(atMs >= (heard[sync - 1]?.atMs ?? 0))
  t.end()
})
