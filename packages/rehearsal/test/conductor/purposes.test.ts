import { accepted } from '@understudy/shared'
import t from 'tap'
import type { Runbook } from '../../src/index.ts'
import { shippedLab, shippedRunbook } from '../shipped.ts'
import { FakeLab, type Script } from './fake-lab.ts'

const asynchronous = shippedRunbook('asynchronous')
const lab = shippedLab('default')

function missedIn(fake: FakeLab, runbook: Runbook = asynchronous) {
  t.equal(fake.play(runbook).outcome, 'completed')
  return fake.named('purpose-missed').map(({ purpose, step }) => `${purpose} ${step}`.trim())
}

t.test('REH-08: an upgrade that installs on both and swings has missed nothing', async (t) => {
  t.same(missedIn(new FakeLab(lab)), [])
})

t.test(
  'REH-08: one box that had the target already is named, though the other was updated',
  async (t) => {
    const newA = { ...lab, software: { ...lab.software, a: lab.target } }
    const fake = new FakeLab(newA)
    t.same(missedIn(fake, { ...asynchronous, preflight: [] }), ['installation update-a'])
    t.match(
      fake.named('purpose-missed')[0]?.message,
      /nothing was installed on it: it had the lab's/,
    )
    t.equal(fake.told.at(-1)?.name, 'rehearsal-ended')
  },
)

t.test('REH-08: a swing after which the site leads nowhere new is named', async (t) => {
  const windows = asynchronous.windows.map((window) => ({
    ...window,
    steps: window.steps.filter(({ id }) =>
      ['update-b', 'leave-a', 'take-b', 'update-a'].includes(id),
    ),
  }))
  const script: Script = {
    onInvoke: ({ operation, appliance, input }) => {
      const { enabled } = input as { enabled?: boolean }
      const takes = operation === 'set-address-enabled' && appliance === 'b' && enabled === true
      return takes ? accepted({}) : undefined
    },
  }
  t.same(missedIn(new FakeLab(lab, script), { ...asynchronous, windows }), ['swing take-b'])
})

t.test('REH-08: a runbook that only waits checks nothing', async (t) => {
  const step = { id: 's', title: 'Wait', guide: 'our own', wait: '5m' }
  const windows = [{ id: 'w', title: 'Window', steps: [step] }]
  t.same(missedIn(new FakeLab(lab), { ...asynchronous, preflight: [], windows }), ['check'])
})

t.test('REH-08: a role that is asked for and never taken is named', async (t) => {
  const step = { id: 'swap', title: 'Swap', guide: 'our own', on: 'b', do: 'become-primary' }
  const verify = { of: 'a', that: 'state', is: 'serving' }
  const windows = [{ id: 'w', title: 'Window', steps: [{ ...step, check: [verify] }] }]
  t.same(missedIn(new FakeLab(lab), { ...asynchronous, windows }), ['role swap'])
})
