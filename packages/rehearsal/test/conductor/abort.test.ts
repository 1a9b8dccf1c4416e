import t from 'tap'
import { Conductor } from '../../src/index.ts'
import { shippedLab, shippedRunbook } from '../shipped.ts'

t.test('an abort ends the rehearsal at once, and nothing is done afterwards', async (t) => {
  const conductor = new Conductor({
    runbook: shippedRunbook('asynchronous'),
    lab: shippedLab('default'),
    world: 'virtual',
    seed: 's',
    preSharedKey: 'k',
  })
  t.match(conductor.step({ kind: 'start' }, 1_000), [
    { kind: 'record' },
    { kind: 'invoke', call: 'c1' },
    { kind: 'set-timer' },
  ])
  t.same(conductor.step({ kind: 'abort', reason: 'Interrupted.' }, 2_000), [
    {
      kind: 'record',
      event: { name: 'rehearsal-ended', outcome: 'stopped', reason: 'Interrupted.' },
    },
    { kind: 'finished', outcome: 'stopped', reason: 'Interrupted.' },
  ])
  t.same(
    conductor.step({ kind: 'answer', call: 'c1', outcome: { ok: true, value: {} } }, 3_000),
    [],
  )
})
