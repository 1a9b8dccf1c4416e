import { breaksOf, resolveIntegrations } from '@understudy/shared'
import t from 'tap'
import { warnOfIntegrations } from '../../src/conductor/integrations.ts'
import type { Stage } from '../../src/conductor/stage.ts'
import { shippedLab, shippedRunbook } from '../shipped.ts'
import { FakeLab } from './fake-lab.ts'

type Section = Parameters<typeof resolveIntegrations>[0][number]

/** What is said at preflight of those integrations, in a shipped lab. */
function toldOf(name: string, sections: readonly Section[], starter = false) {
  const lab = shippedLab(name)
  const integrations = resolveIntegrations(sections)
  const fake = new FakeLab({ ...lab, clients: { ...lab.clients, starter, integrations } })
  fake.play(shippedRunbook('synchronous'))
  return fake
    .named('warning')
    .filter(({ code }) => code === 'integration-breaks')
    .map(({ message }) => message)
}

t.test('IC-02, API-01: preflight names the integrations that an upgrade to 10.6 breaks', (t) => {
  const told = toldOf('legacy', [
    { kind: 'integration-client' },
    { kind: 'own-program', lsids: 'text' },
    { kind: 'own-program', lsids: 'text', namespaces: 'expects-none' },
    { kind: 'own-program', lsids: 'text', namespaces: 'expects-10.6' },
  ])
  t.match(told, [
    /^integration-1 \(an Integration Client\): its column for LSIDs is an integer/,
    /^integration-3 \(a program of one’s own\): its parser expects no namespace/,
  ])
  t.equal(told.length, 2, 'what works afterwards is not named')
  t.end()
})

t.test('IC-02, API-01: only what the upgrade itself breaks is named', (t) => {
  const own = { lsids: null, namespaces: 'ignores' } as const
  const reasons = (given: Partial<Parameters<typeof breaksOf>[0]>, from: string, to: string) =>
    breaksOf({ ...own, ...given }, from, to).length
  t.equal(reasons({ lsids: 'integer' }, '10.5.2', '10.6.1'), 1)
  t.equal(reasons({ namespaces: 'expects-none' }, '11.1.0', '12.2.0'), 0, 'it was broken before')
  t.equal(reasons({ namespaces: 'expects-10.6' }, '11.1.0', '12.2.0'), 0)
  t.equal(reasons({ namespaces: 'expects-10.6' }, '14.3.1', '15.1.1'), 1, 'another namespace came')
  const later = { lsids: 'text', namespaces: 'expects-10.6' } as const
  t.equal(reasons(later, '10.5.2', '10.6.1'), 0, 'now it works')
  t.equal(reasons({ lsids: 'integer' }, '11.1.0', '12.2.0'), 0, 'it was broken before')
  t.equal(reasons({ lsids: 'text' }, '10.5.2', '10.6.1'), 0)
  t.end()
})

t.test('IC-03, G1: an address, and the licence that is missing, are named too', (t) => {
  t.match(toldOf('default', [{ kind: 'own-program', setBy: 'address' }]), [
    /set to the address of a, and stays there/,
  ])
  for (const kind of ['integration-client', 'own-program'] as const)
    t.match(toldOf('default', [{ kind }], true), [/an Enterprise licence/])
  t.strictSame(toldOf('default', [{ kind: 'integration-client' }]), [])
  t.end()
})

t.test('IC-03: an address is as good as the name where no other appliance can serve', (t) => {
  const lab = shippedLab('default')
  const integrations = resolveIntegrations([{ kind: 'own-program', setBy: 'address' }])
  for (const [boxes, told] of [
    [2, 1],
    [1, 0],
  ] as const) {
    const warnings: unknown[] = []
    const appliances = lab.network.appliances.slice(0, boxes)
    const plan = {
      lab: {
        ...lab,
        network: { ...lab.network, appliances },
        clients: { ...lab.clients, integrations },
      },
    }
    const stage = { plan, record: (warning: unknown) => void warnings.push(warning) }
    warnOfIntegrations(stage as unknown as Stage, [])
    t.equal(warnings.length, told, `${boxes} appliances`)
  }
  t.end()
})
