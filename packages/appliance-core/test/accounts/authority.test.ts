import { type Authority, operationNames, operationOf } from '@understudy/shared'
import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'
import { addUser, changeInitial, loggedIn } from '../support/sessions.ts'

t.test('SEC-02: who may ask for what follows from the table of operations', async (t) => {
  const one = new OneAppliance()
  changeInitial(one, 'login')
  changeInitial(one, 'appliance')
  addUser(one, 'login', 'reader', ['view-reports'])
  addUser(one, 'login', 'rep', ['provide-support'])
  const callers = {
    site: loggedIn(one, 'login'),
    box: loggedIn(one, 'appliance'),
    reader: loggedIn(one, 'login', 'reader'),
    rep: loggedIn(one, 'login', 'rep'),
    nobody: { kind: 'nobody' },
  } as const
  const everyAccount = ['site', 'box', 'reader', 'rep']
  const allowed: Readonly<Record<Authority, readonly string[]>> = {
    'site-admin': ['site'],
    'box-admin': ['box'],
    'any-admin': ['site', 'box'],
    'its-admin': ['site', 'box'],
    'site-reports': ['site', 'reader'],
    account: everyAccount,
    anyone: [...everyAccount, 'nobody'],
    lab: [],
  }
  // An input that no operation takes: whoever may ask is told of that.
  const forSite = { interface: 'login', 'no such field': 1 }
  for (const name of operationNames) {
    const { who } = operationOf(name)
    for (const [whose, caller] of Object.entries(callers)) {
      const answer = one.invoke(name, forSite, caller)
      const code = answer.ok ? 'ok' : answer.refusal.code
      const may = allowed[who].includes(whose) && !(who === 'its-admin' && whose === 'box')
      const expected = whose === 'nobody' ? 'unauthorised' : 'forbidden'
      t.equal(code, may ? 'invalid-input' : expected, `${whose} asks for ${name}`)
    }
  }
})

t.test('SEC-02: an administrator of one interface does not administer the other', async (t) => {
  const one = new OneAppliance()
  changeInitial(one, 'login')
  changeInitial(one, 'appliance')
  const [site, box] = [loggedIn(one, 'login'), loggedIn(one, 'appliance')]
  for (const [which, caller, other] of [
    ['login', site, box],
    ['appliance', box, site],
  ] as const) {
    t.match(one.invoke('list-users', { interface: which }, caller), { ok: true })
    t.match(one.invoke('list-users', { interface: which }, other), {
      refusal: { code: 'forbidden' },
    })
    const user = { interface: which, username: 'eva', password: 'Some-password-9' }
    t.match(one.invoke('add-user', user, other), { refusal: { code: 'forbidden' } })
    t.match(one.invoke('add-user', user, caller), { ok: true })
  }
})
