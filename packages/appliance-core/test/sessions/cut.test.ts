import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'

t.test('CLI-07: of a session that is cut those are told who are still there', async (t) => {
  const one = new OneAppliance()
  const rep = one.hello('console', 'ana')
  const customer = one.hello('customer', 'c')
  one.say(customer, { type: 'request-session', externalKey: 'x', customer: 'c', issue: '' })
  one.close(rep)
  t.match(one.told(customer).at(-1), { type: 'session-cut', externalKey: 'x' })
  t.notOk(one.told(rep).some(({ type }) => type === 'session-cut'))
})

t.test('CLI-07: a session that ends is acknowledged to both', async (t) => {
  const one = new OneAppliance()
  const rep = one.hello('console', 'ana')
  const customer = one.hello('customer', 'c')
  one.say(customer, { type: 'request-session', externalKey: 'x', customer: 'c', issue: '' })
  const joined = one.told(rep).at(-1)
  const lsid = joined?.type === 'session-joined' ? joined.lsid : ''
  one.say(rep, { type: 'end-session', lsid })
  for (const connection of [rep, customer])
    t.match(one.told(connection).at(-1), { type: 'session-recorded', lsid, externalKey: 'x' })
})
