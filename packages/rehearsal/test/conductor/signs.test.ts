import t from 'tap'
import { shippedLab, shippedRunbook } from '../shipped.ts'
import { FakeLab } from './fake-lab.ts'

t.test(
  'CLI-08: what may change who reaches the site has the probes ask, once in an instant',
  (t) => {
    const asked: number[] = []
    const fake = new FakeLab(shippedLab('default'), {
      onInvoke: ({ operation }, lab) => {
        if (operation === 'check-for-updates') {
          lab.tell('network', { name: 'path-healed', from: 'a', to: 'b' })
          lab.tell('network', { name: 'site-leads-to', appliance: 'a', by: 'shared-ip' })
          lab.tell('a', { name: 'sync-progress', records: 1, bytes: 1, blobs: 1 })
        }
        return undefined
      },
      onCommand: ({ kind }, lab) => {
        if (kind === 'probe-now') asked.push(lab.nowMs)
        return undefined
      },
    })
    t.equal(fake.play(shippedRunbook('asynchronous')).outcome, 'completed')
    const checks = fake.invoked.filter(({ operation }) => operation === 'check-for-updates').length
    const installations = fake.invoked.filter(({ operation }) => operation === 'install-update')
    // The shared address goes from one box to the other: the way to the site changes twice.
    const swings = 2
    t.equal(asked.length, checks + installations.length + swings)
    t.equal(new Set(asked).size, asked.length)
    t.end()
  },
)
