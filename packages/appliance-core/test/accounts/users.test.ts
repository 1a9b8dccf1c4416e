import { operationNames, operationOf } from '@understudy/shared'
import fc from 'fast-check'
import t from 'tap'
import { backupPieces } from '../../src/backup/pieces.ts'
import { OneAppliance } from '../support/one-appliance.ts'
import { addUser, changeInitial, goodPassword, loggedIn } from '../support/sessions.ts'

const ana = { interface: 'login', username: 'ana' }
const refusedAs = (code: string) => ({ ok: false, refusal: { code } })

t.test('WEB-02: an account is added, given permissions, a new password, and removed', async (t) => {
  const one = new OneAppliance()
  changeInitial(one, 'login')
  t.match(one.invoke('add-user', { ...ana, password: 'First-password-1' }), { ok: true })
  t.match(
    one.invoke('add-user', { ...ana, password: 'First-password-1' }),
    refusedAs('account-exists'),
  )
  t.match(one.invoke('list-users', { interface: 'login' }), {
    value: { users: [{ username: 'admin' }, { username: 'ana', mustChangePassword: true }] },
  })
  const change = { ...ana, password: 'First-password-1', newPassword: goodPassword }
  t.match(one.invoke('change-password', change), { ok: true })
  const session = loggedIn(one, 'login', 'ana')
  t.match(one.invoke('list-sessions', {}, session), refusedAs('forbidden'))
  t.match(one.invoke('set-user-permissions', { ...ana, permissions: ['view-reports'] }), {
    ok: true,
  })
  t.match(one.invoke('list-sessions', {}, session), { ok: true }, 'at once')
  t.match(one.invoke('reset-password', { ...ana, password: 'Second-password-2' }), { ok: true })
  t.match(one.invoke('list-sessions', {}, session), refusedAs('login-required'))
  t.match(one.invoke('remove-user', ana), { ok: true })
  t.match(one.invoke('remove-user', ana), refusedAs('unknown-account'))
  t.match(
    one.invoke('log-in', { ...ana, password: 'Second-password-2' }),
    refusedAs('login-failed'),
  )
})

t.test('WEB-02: the last administrator of an interface stays one', async (t) => {
  for (const which of ['login', 'appliance'] as const) {
    const one = new OneAppliance()
    const admin = { interface: which, username: 'admin' }
    t.match(one.invoke('remove-user', admin), refusedAs('last-administrator'))
    t.match(
      one.invoke('set-user-permissions', { ...admin, permissions: [] }),
      refusedAs('last-administrator'),
    )
    addUser(one, which, 'eva', ['administer'])
    t.match(one.invoke('remove-user', admin), { ok: true })
    t.match(
      one.invoke('remove-user', { interface: which, username: 'eva' }),
      refusedAs('last-administrator'),
    )
  }
})

t.test(
  'SEC-01: no password, token or credential is told, listed, logged or in a backup',
  async (t) => {
    const one = new OneAppliance()
    changeInitial(one, 'login')
    addUser(one, 'login', 'ana', [])
    loggedIn(one, 'login', 'ana')
    const made = one.invoke<{ clientId: string }>('add-api-account', {
      name: 'ic',
      permissions: [],
    })
    for (const [operation, input] of [
      ['list-users', { interface: 'login' }],
      ['list-settings', {}],
      ['list-api-accounts', {}],
      ['status', {}],
      ['status-history', {}],
    ] as const) {
      const text = JSON.stringify(one.invoke(operation, input))
      t.notMatch(text, /Lisbon|First-password|secret-|=/, operation)
    }
    one.ask('download-backup', { loggedHistory: true })
    const backup = one.effects.find((effect) => effect.kind === 'write-backup')
    if (backup?.kind !== 'write-backup') throw new Error('a backup is to be written')
    const written = [...backupPieces(one.store, backup.plan)].join('')
    // The accounts of the site are in it, with what the carrier made of passwords and secrets, and nothing else of them.
    t.match(written, /users\/ana/)
    const hashes = /\\"(credential|secretDigest)\\":\\"[^"]*\\"/g
    t.equal(written.match(hashes)?.length, 3)
    t.notMatch(written.replace(hashes, ''), /Lisbon|First-password|secret-|digest/)
    const events = JSON.stringify(one.effects.filter(({ kind }) => kind === 'record'))
    t.match(events, /account-changed.*logged-in/)
    t.notMatch(events, /Lisbon|First-password|secret-|digest/)
    t.match(
      one.invoke('set-setting', { key: 'users/ana', value: '{}' }),
      refusedAs('reserved-setting'),
    )
    const clientId = made.ok ? made.value.clientId : ''
    t.match(one.invoke('remove-api-account', { clientId }), { ok: true })
    t.match(one.invoke('list-api-accounts'), { value: { accounts: [] } })
  },
)

t.test('SYN-06: a password whose change was acknowledged survives the process', async (t) => {
  const one = new OneAppliance()
  changeInitial(one, 'login')
  changeInitial(one, 'appliance')
  const next = new OneAppliance({}, '11.1.0', one.store)
  for (const which of ['login', 'appliance']) {
    const admin = { interface: which, username: 'admin' }
    t.match(next.invoke('log-in', { ...admin, password: goodPassword }), { ok: true })
    t.match(next.invoke('log-in', { ...admin, password: 'password' }), refusedAs('login-failed'))
  }
})

t.test(
  'SEC-03: whatever is asked of accounts by whomever is answered, and stops nothing',
  async (t) => {
    const about = operationNames.filter(
      (name) => operationOf(name).page.includes('Users') || /log-|who|pass|api-acc/.test(name),
    )
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom('login', 'appliance', 'admin', 'password', '__proto__', 'constructor'),
    )
    const input = fc.oneof(
      fc.anything(),
      fc.record(
        { interface: text, username: text, password: text, newPassword: text },
        { requiredKeys: [] },
      ),
    )
    const caller = fc.oneof(
      fc.constant({ kind: 'nobody' } as const),
      fc.constant({ kind: 'owner' } as const),
      fc.record({
        kind: fc.constant('session' as const),
        sessions: fc.array(text),
        csrf: fc.option(text),
      }),
    )
    const one = new OneAppliance()
    fc.assert(
      fc.property(fc.constantFrom(...about), input, caller, (operation, given, by) => {
        one.invoke(operation, given, by)
        one.pass(1_000)
      }),
      { numRuns: 300 },
    )
    t.match(one.invoke('status'), { ok: true })
  },
)
