import { Appliance, type ApplianceEffect, Driver } from '@understudy/appliance-core'
import { openStore } from '@understudy/appliance-store'
import { createRandom, defaultInstallationModel } from '@understudy/shared'
import t from 'tap'

const config = {
  name: 'a',
  guid: 'a'.repeat(32),
  hostname: 'a.example.com',
  siteHostname: 'support.example.com',
  tlsPort: 443,
  addresses: [{ address: '192.0.2.10', shared: false, enabled: true }],
  software: { base: '3.2.4', site: '11.1.0' },
  installation: defaultInstallationModel,
}

t.test('SYN-06: effects are performed after the commit, in order, and once', (t) => {
  const order: string[] = []
  const store = openStore(':memory:')
  const commit = store.commit.bind(store)
  store.commit = () => {
    commit()
    order.push('commit')
  }
  const appliance = new Appliance(config, store, createRandom(1))
  const driver = new Driver({
    appliance,
    store,
    perform: (e: ApplianceEffect) => order.push(e.kind),
  })
  driver.handle([{ kind: 'started' }], 1_000)
  t.equal(order[0], 'commit')
  t.same(
    order.filter((kind) => kind === 'commit'),
    ['commit'],
  )
  t.ok(order.includes('claim-address'))
  store.close()
  t.end()
})

t.test('SYN-06: where the commit fails nothing has left and nothing is stored', (t) => {
  const performed: ApplianceEffect[] = []
  const store = openStore(':memory:')
  store.commit = () => {
    throw new Error('disk full')
  }
  const appliance = new Appliance(config, store, createRandom(1))
  const driver = new Driver({ appliance, store, perform: (e) => performed.push(e) })
  t.throws(() => driver.handle([{ kind: 'started' }], 1_000), /disk full/)
  t.same(performed, [])
  t.equal(store.values.get('running'), undefined)
  store.close()
  t.end()
})
