import type { LabConfig } from '@understudy/shared'
import t from 'tap'
import { shippedLab, shippedRunbook } from '../shipped.ts'
import { FakeLab } from './fake-lab.ts'

const asynchronous = shippedRunbook('asynchronous')

function played(operator: LabConfig['operator']): FakeLab {
  const fake = new FakeLab({ ...shippedLab('default'), operator })
  t.equal(fake.play(asynchronous).outcome, 'completed')
  return fake
}

t.test('REH-10: before each step that is done by hand the operator goes to its page', (t) => {
  const fake = played({ pageMsMin: 3_000, pageMsMax: 9_000 })
  const turned = fake.named('page-turned')
  const steps = fake.named('step-started').map(({ step }) => step)
  for (const step of steps) {
    const own = turned.filter((event) => event.step === step).length
    t.equal(own, { confirm: 0, 'update-a': 5, 'update-b': 5 }[step] ?? 1, step)
  }
  t.ok(turned.every(({ tookMs }) => tookMs >= 3_000 && tookMs <= 9_000))
  t.ok(new Set(turned.map(({ tookMs }) => tookMs)).size > 10, 'each is drawn anew')
  t.same(played({ pageMsMin: 3_000, pageMsMax: 9_000 }).told, fake.told, 'by the seed')
  t.end()
})

t.test('REH-10: between off on A and on on B lies a page of the operator', (t) => {
  const fake = played({ pageMsMin: 6_000, pageMsMax: 6_000 })
  const order = fake.told.flatMap((event) =>
    'step' in event && ['leave-a', 'take-b'].includes(event.step)
      ? [`${event.name} ${event.step}`]
      : [],
  )
  t.same(order, [
    'step-started leave-a',
    'page-turned leave-a',
    'step-ended leave-a',
    'step-started take-b',
    'page-turned take-b',
    'step-ended take-b',
  ])
  t.end()
})

t.test('REH-10: where the lab file says so a machine clicks, and nobody turns a page', (t) => {
  t.same(played({ pageMsMin: 0, pageMsMax: 0 }).named('page-turned'), [])
  t.end()
})

t.test('REH-10: the pause between two windows belongs to no window', (t) => {
  const fake = played({ pageMsMin: 0, pageMsMax: 0 })
  const names = fake.told.flatMap((event) =>
    event.name === 'window-started' || event.name === 'window-ended'
      ? [`${event.name} ${event.window}`]
      : event.name === 'step-started' && event.step === 'confirm'
        ? [`confirm in "${event.window}"`]
        : [],
  )
  t.same(names, [
    'window-started window-1',
    'window-ended window-1',
    'confirm in ""',
    'window-started window-2',
    'window-ended window-2',
  ])
  const planned = fake.named('rehearsal-started')[0]?.steps?.find(({ step }) => step === 'confirm')
  t.equal(planned?.window, '')
  t.end()
})
