import { type ApiUser, apiNames, type OutputOf, permissionOfApi } from '@understudy/shared'
import t from 'tap'
import { OneAppliance } from '../support/one-appliance.ts'
import { addUser, changeInitial } from '../support/sessions.ts'

const user = (username: string): ApiUser => ({ kind: 'user', username })

function clientWith(one: OneAppliance, permissions: readonly string[]): ApiUser {
  const input = { name: 'watchdog', permissions }
  const made = one.invoke<OutputOf<'add-api-account'>>('add-api-account', input)
  if (!made.ok) throw new Error(made.refusal.message)
  return { kind: 'client', clientId: made.value.clientId }
}

t.test(
  'SEC-02: each API has a permission of its own, for users and clients; to administer gives none',
  async (t) => {
    const one = new OneAppliance()
    changeInitial(one, 'login')
    for (const api of apiNames) {
      const permission = permissionOfApi[api]
      addUser(one, 'login', `only-${api}`, [permission])
      const client = clientWith(one, [permission])
      for (const asked of apiNames)
        for (const who of [user(`only-${api}`), client]) {
          const why = one.appliance.refusalToUseApi(asked, who)
          t.equal(why?.code, asked === api ? undefined : 'forbidden', `${permission}: ${asked}`)
        }
      t.match(one.appliance.refusalToUseApi(api, user('admin')), {
        code: 'forbidden',
        message: new RegExp(permission),
      })
    }
  },
)

t.test(
  'API-04: a user needs one more permission for some commands, a client of the APIs does not',
  async (t) => {
    const one = new OneAppliance()
    changeInitial(one, 'login')
    addUser(one, 'login', 'plain', ['use-command-api'])
    addUser(one, 'login', 'rep', ['use-command-api', 'provide-support'])
    addUser(one, 'login', 'boss', ['use-command-api', 'administer'])
    addUser(one, 'login', 'none', [])
    const client = clientWith(one, ['use-command-api'])
    const may = (who: ApiUser, action: string) =>
      one.appliance.refusalToUseApi('command', who, action) === null
    for (const [action, allowed] of [
      ['get_logged_in_reps', { plain: true, rep: true, boss: true, none: false }],
      ['generate_session_key', { plain: false, rep: true, boss: false, none: false }],
      ['set_failover_role', { plain: false, rep: false, boss: true, none: false }],
      ['constructor', { plain: true, rep: true, boss: true, none: false }],
      ['get_api_info', { plain: true, rep: true, boss: true, none: true }],
    ] as const) {
      for (const [username, is] of Object.entries(allowed))
        t.equal(may(user(username), action), is, `${username} and ${action}`)
      t.equal(may(client, action), true, action)
    }
    t.match(one.appliance.refusalToUseApi('reporting', user('none'), 'get_api_info'), {
      code: 'forbidden',
    })
  },
)

t.test('SEC-02: what an account loses, it loses for the APIs at once', async (t) => {
  const one = new OneAppliance()
  changeInitial(one, 'login')
  addUser(one, 'login', 'eva', ['use-reporting-api'])
  const client = clientWith(one, ['use-backup-api'])
  const ask = (api: 'reporting' | 'backup', who: ApiUser) =>
    one.appliance.refusalToUseApi(api, who)?.code
  t.equal(ask('reporting', user('eva')), undefined)
  t.equal(ask('backup', client), undefined)
  const eva = { interface: 'login', username: 'eva' }
  one.invoke('set-user-permissions', { ...eva, permissions: ['view-reports'] })
  t.equal(ask('reporting', user('eva')), 'forbidden')
  one.invoke('remove-user', eva)
  t.equal(ask('reporting', user('eva')), 'unknown-account')
  if (client.kind === 'client') one.invoke('remove-api-account', { clientId: client.clientId })
  t.equal(ask('backup', client), 'unknown-account')
  one.invoke('add-user', { ...eva, password: 'First-password-1', permissions: ['use-backup-api'] })
  t.equal(ask('backup', user('eva')), 'password-change-required', 'the first password is not hers')
})

t.test('G1, IC-01: session data by the API needs an Enterprise licence', async (t) => {
  for (const starter of [true, false]) {
    const one = new OneAppliance({ starter })
    const client = clientWith(one, ['use-reporting-api', 'use-command-api'])
    const why = one.appliance.refusalToUseApi('reporting', client)
    t.equal(why?.code, starter ? 'no-enterprise-licence' : undefined)
    t.equal(one.appliance.refusalToUseApi('command', client), null, 'the command API needs none')
  }
})

t.test('SEC-03: the clients of the APIs are bounded in number', async (t) => {
  const one = new OneAppliance()
  const add = () =>
    one.invoke('add-api-account', { name: 'reader', permissions: ['read-command-api'] })
  const first = add()
  t.match(first, { ok: true })
  const { value } =
    one.store.settings.all().find(({ key }) => key.startsWith('api-accounts/')) ?? {}
  one.store.begin()
  for (let i = 0; i < 99; i++)
    one.store.settings.put({ key: `api-accounts/${i}`, value: value ?? '', revision: i })
  one.store.commit()
  t.match(add(), { refusal: { code: 'too-many' } })
})
