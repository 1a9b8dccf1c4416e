import { accountInterfaces } from '@understudy/shared'
import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'
import { addUser, changeInitial, goodPassword, loggedIn } from '../support/sessions.ts'

const admin = (which: string, password: string) => ({
  interface: which,
  username: 'admin',
  password,
})
const refusedAs = (code: string) => ({ ok: false, refusal: { code } })

for (const which of accountInterfaces)
  t.test(
    `WEB-02: a fresh box has admin and password on /${which}, to be changed first`,
    async (t) => {
      const one = new OneAppliance()
      const answer = one.invoke('log-in', admin(which, 'password'))
      t.match(answer, {
        ok: true,
        value: { mustChangePassword: true, permissions: ['administer'] },
      })
      const session = loggedIn(one, which, 'admin', 'password')
      t.match(one.invoke('status', {}, session), refusedAs('password-change-required'))
      t.match(one.invoke('who-am-i', {}, session), {
        value: { account: { mustChangePassword: true } },
      })
      const change = { ...admin(which, 'password'), newPassword: goodPassword }
      t.match(one.invoke('change-password', change, session), { ok: true })
      t.match(
        one.invoke('status', {}, session),
        { ok: true },
        'the session that changed it goes on',
      )
      t.match(one.invoke('log-in', admin(which, 'password')), refusedAs('login-failed'))
      const other = which === 'login' ? 'appliance' : 'login'
      t.match(
        one.invoke('log-in', admin(other, 'password')),
        { ok: true },
        `/${other} is another matter`,
      )
    },
  )

t.test('SEC-02: a change of the password ends all other sessions of the account', async (t) => {
  const one = new OneAppliance()
  changeInitial(one, 'login')
  const [here, there] = [loggedIn(one, 'login'), loggedIn(one, 'login')]
  addUser(one, 'login', 'ana', ['administer'])
  const ana = loggedIn(one, 'login', 'ana')
  const change = { ...admin('login', goodPassword), newPassword: 'Another-word-33' }
  t.match(one.invoke('change-password', change, here), { ok: true })
  t.match(one.invoke('status', {}, here), { ok: true })
  t.match(one.invoke('status', {}, there), refusedAs('login-required'))
  t.match(one.invoke('status', {}, ana), { ok: true })
})

t.test('SEC-02: weak passwords are refused, and what is right of them is not told', async (t) => {
  const one = new OneAppliance()
  changeInitial(one, 'login')
  for (const newPassword of ['short', 'aaaaaaaaaaaa', 'PassWord', 'admin']) {
    const answer = one.invoke('change-password', { ...admin('login', goodPassword), newPassword })
    t.match(answer, refusedAs('weak-password'), newPassword)
    t.notOk(JSON.stringify(answer).includes(`"${newPassword}"`))
  }
})

t.test(
  'SEC-02: five wrong passwords lock an account, known or not, for a quarter of an hour',
  async (t) => {
    const one = new OneAppliance()
    changeInitial(one, 'login')
    for (const username of ['admin', 'nobody']) {
      const wrong = { interface: 'login', username, password: 'wrong' }
      for (let i = 0; i < 5; i++) t.match(one.invoke('log-in', wrong), refusedAs('login-failed'))
      t.match(one.invoke('log-in', wrong), refusedAs('account-locked'), username)
    }
    t.match(one.invoke('log-in', admin('login', goodPassword)), refusedAs('account-locked'))
    const again = new OneAppliance({}, '11.1.0', one.store)
    t.match(
      again.invoke('log-in', admin('login', goodPassword)),
      refusedAs('account-locked'),
      'after a kill',
    )
    again.pass(900_000)
    t.match(again.invoke('log-in', admin('login', goodPassword)), { ok: true })
  },
)

t.test(
  'SEC-02: passwords that are being checked count as wrong until they are known',
  async (t) => {
    const one = new OneAppliance()
    one.isCarrying = false
    const asked = Array.from({ length: 6 }, () => one.ask('log-in', admin('login', 'guess')))
    t.match(one.answerTo(asked[5] ?? ''), refusedAs('too-many-logins'))
    t.equal(one.answerTo(asked[4] ?? ''), undefined)
    one.carry()
    t.match(one.answerTo(asked[4] ?? ''), refusedAs('login-failed'))
    t.match(one.invoke('log-in', admin('login', 'password')), refusedAs('account-locked'))
  },
)

t.test('SEC-02: a source has thirty attempts at once, and one more each second', async (t) => {
  const one = new OneAppliance()
  const from = (address: string) => ({ kind: 'nobody', from: address }) as const
  const attempt = (i: number, address = '192.0.2.50') =>
    one.invoke('log-in', { interface: 'login', username: `u${i}`, password: 'x' }, from(address))
  for (let i = 0; i < 30; i++) t.match(attempt(i), refusedAs('login-failed'))
  t.match(attempt(30), refusedAs('too-many-logins'))
  t.match(attempt(31, '192.0.2.51'), refusedAs('login-failed'), 'another source')
  one.pass(1_000)
  t.match(attempt(32), refusedAs('login-failed'))
  t.match(attempt(33), refusedAs('too-many-logins'))
})

t.test('SEC-02: a clock that is set back makes no lockout longer than its time', async (t) => {
  const one = new OneAppliance()
  const dayMs = 86_400_000
  one.pass(dayMs)
  for (let i = 0; i < 5; i++) one.invoke('log-in', admin('login', 'wrong'))
  one.pass(-dayMs)
  t.match(one.invoke('log-in', admin('login', 'password')), {
    refusal: { code: 'account-locked', message: /in 15 minutes/ },
  })
  const again = new OneAppliance({}, '11.1.0', one.store)
  again.pass(899_000)
  t.match(
    again.invoke('log-in', admin('login', 'password')),
    refusedAs('account-locked'),
    'kept as it is now, also after a kill',
  )
  again.pass(1_000)
  t.match(again.invoke('log-in', admin('login', 'password')), { ok: true })
})

t.test('SEC-02: a source gets its attempts back after a clock was set back', async (t) => {
  const one = new OneAppliance()
  const from = { kind: 'nobody', from: '192.0.2.50' } as const
  const attempt = (i: number) =>
    one.invoke('log-in', { interface: 'login', username: `u${i}`, password: 'x' }, from)
  one.pass(86_400_000)
  for (let i = 0; i < 30; i++) attempt(i)
  one.pass(-86_400_000)
  t.match(attempt(30), refusedAs('too-many-logins'))
  one.pass(1_000)
  t.match(attempt(31), refusedAs('login-failed'))
})

t.test(
  'SEC-02: a session ends when nobody uses it, at its end, and at the end of the process',
  async (t) => {
    const one = new OneAppliance()
    changeInitial(one, 'appliance')
    const idle = loggedIn(one, 'appliance')
    one.pass(1_799_999)
    t.match(one.invoke('status', {}, idle), { ok: true })
    one.pass(1_800_000)
    t.match(one.invoke('status', {}, idle), refusedAs('login-required'))
    const used = loggedIn(one, 'appliance')
    for (let hours = 0; hours < 12; hours += 0.25) {
      t.match(one.invoke('status', {}, used), { ok: true })
      one.pass(900_000)
    }
    t.match(one.invoke('status', {}, used), refusedAs('login-required'), 'twelve hours')
    const left = loggedIn(one, 'appliance')
    t.match(one.invoke('log-out', {}, left), { ok: true })
    t.match(one.invoke('status', {}, left), refusedAs('login-required'))
    const killed = loggedIn(one, 'appliance')
    const next = new OneAppliance({}, '11.1.0', one.store)
    t.match(next.invoke('status', {}, killed), refusedAs('login-required'))
  },
)

t.test('SEC-02: without its own token no request of a session is taken', async (t) => {
  const one = new OneAppliance()
  changeInitial(one, 'login')
  const session = loggedIn(one, 'login')
  for (const csrf of [null, 'digest of something else'])
    t.match(
      one.invoke('status', {}, { ...session, csrf } as typeof session),
      refusedAs('csrf-refused'),
    )
  t.match(one.invoke('status', {}, session), { ok: true })
})
