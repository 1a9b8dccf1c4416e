import type { SwingMethod } from '@understudy/shared'
import t from 'tap'
import type { Step } from '../../src/index.ts'
import { intentionsOf } from '../../src/purposes/purposes-of.ts'
import { shippedLab, shippedRunbook } from '../shipped.ts'

const labs: Readonly<Record<SwingMethod, string>> = {
  'shared-ip': 'default',
  dns: 'dns',
  nat: 'nat',
}

type Doing = Omit<Step, 'id' | 'title' | 'guide'>

/** What those steps, s0, s1, …, set out to do besides being checked. */
function intentionsOfSteps(swing: SwingMethod, ...steps: readonly Doing[]) {
  const window = {
    id: 'w',
    title: 'w',
    steps: steps.map((step, i) => ({ id: `s${i}`, title: 's', guide: 'g', ...step })),
  }
  const runbook = { runbook: 'r', title: 'r', guide: 'g', windows: [window] }
  return intentionsOf(runbook, shippedLab(labs[swing]))
}

const enable = (on: string, enabled: boolean): Doing => ({
  on,
  do: 'set-address-enabled',
  with: { address: '${network.sharedAddress}', enabled },
})
const record = (address: string, name = '${network.siteHostname}'): Doing => ({
  on: 'network',
  do: 'set-record',
  with: { name, address },
})

t.test('REH-08: letting go of an address is no swing, taking it is', (t) => {
  t.same(intentionsOfSteps('shared-ip', enable('a', false), enable('b', true)), [
    { purpose: 'swing', step: 's1', to: 'b' },
  ])
  t.end()
})

t.test('REH-08: a swing and its back-out are two swings', (t) => {
  const steps = [enable('b', true), enable('b', false), enable('a', true)]
  t.same(intentionsOfSteps('shared-ip', ...steps), [
    { purpose: 'swing', step: 's0', to: 'b' },
    { purpose: 'swing', step: 's2', to: 'a' },
  ])
  t.end()
})

t.test('REH-08: a record that is pointed at the other box is a swing, in any form', (t) => {
  for (const address of ['${b.address}', '192.0.2.11', '2001:db8::c000:20b'])
    t.same(
      intentionsOfSteps('dns', record(address, 'SUPPORT.example.com.')),
      [{ purpose: 'swing', step: 's0', to: 'b' }],
      address,
    )
  t.end()
})

t.test('REH-08: a TTL that is lowered, or the record of another name, is no swing', (t) => {
  t.same(intentionsOfSteps('dns', record('${a.address}')), [])
  t.same(intentionsOfSteps('dns', record('${b.address}', 'other.example.com')), [])
  t.end()
})

t.test('REH-08: the gateway’s rule is a swing by NAT, and by no other method', (t) => {
  const rule: Doing = { on: 'network', do: 'set-nat-rule', with: { address: '${b.address}' } }
  t.same(intentionsOfSteps('nat', rule), [{ purpose: 'swing', step: 's0', to: 'b' }])
  t.same(intentionsOfSteps('dns', rule), [])
  t.end()
})

t.test('REH-08: an exchange of roles sets out to give that role', (t) => {
  t.same(
    intentionsOfSteps('dns', { on: 'b', do: 'become-primary' }, { on: 'b', do: 'become-backup' }),
    [
      { purpose: 'role', step: 's0', of: 'b', role: 'primary' },
      { purpose: 'role', step: 's1', of: 'b', role: 'backup' },
    ],
  )
  t.end()
})

t.test('REH-08: both shipped runbooks update both boxes, and check', (t) => {
  for (const name of ['asynchronous', 'synchronous']) {
    const all = intentionsOf(shippedRunbook(name), shippedLab('default'))
    const updated = all.flatMap((one) => (one.purpose === 'installation' ? [one.on] : []))
    t.same(updated.toSorted(), ['a', 'b'])
    t.ok(all.some(({ purpose }) => purpose === 'check'))
    t.equal(
      all.filter(({ purpose }) => purpose === 'swing').length,
      name === 'asynchronous' ? 1 : 0,
    )
  }
  t.end()
})
