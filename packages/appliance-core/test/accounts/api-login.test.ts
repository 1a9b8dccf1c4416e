import type { OutputOf } from '@understudy/shared'
import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'
import { addUser, goodPassword } from '../support/sessions.ts'

const check = (one: OneAppliance, username: string, password: string, from = '192.0.2.77') =>
  one.invoke<OutputOf<'check-api-login'>>(
    'check-api-login',
    { username, password },
    { kind: 'nobody', from },
  )
const codeOf = (answer: ReturnType<typeof check>): string =>
  answer.ok ? 'ok' : answer.refusal.code

t.test('API-04: a name and its password say what the account may do, and begin no session', (t) => {
  const one = new OneAppliance()
  addUser(one, 'login', 'poller', ['use-reporting-api'])
  t.strictSame(check(one, 'poller', goodPassword), {
    ok: true,
    value: { permissions: ['use-reporting-api'] },
  })
  t.equal(codeOf(check(one, 'admin', 'password')), 'password-change-required')
  t.equal(codeOf(check(one, 'nobody', 'password')), 'login-failed')
  const told = one.effects.filter((e) => e.kind === 'record').map((e) => e.event.name)
  t.notOk(told.includes('logged-in'))
  t.end()
})

t.test('SEC-02: wrong passwords lock an account for the API and for logins alike', (t) => {
  const one = new OneAppliance()
  addUser(one, 'login', 'poller', ['use-reporting-api'])
  for (let i = 0; i < 5; i++) t.equal(codeOf(check(one, 'poller', 'guess')), 'login-failed')
  t.equal(codeOf(check(one, 'poller', goodPassword)), 'account-locked')
  const login = { interface: 'login', username: 'poller', password: goodPassword }
  t.match(one.invoke('log-in', login), { refusal: { code: 'account-locked' } })
  t.end()
})

t.test('API-04: a program that knows its password may ask as often as it likes', (t) => {
  const one = new OneAppliance()
  addUser(one, 'login', 'poller', ['use-reporting-api'])
  for (let i = 0; i < 100; i++) t.equal(codeOf(check(one, 'poller', goodPassword)), 'ok')
  for (let i = 0; i < 30; i++) check(one, `n${i}`, 'guess')
  t.equal(codeOf(check(one, 'n', 'guess')), 'too-many-logins', 'one that guesses may not')
  t.end()
})
