import { type ApiName, type ApiUser, type ApplianceReading, refusal } from '@understudy/shared'
import t from 'tap'
import { type ApiStep, callStep, errorTexts, parametersOf } from '../src/index.ts'
import { readingOf } from './support/reading.ts'

/* What opens the APIs and what keeps them shut, whatever is asked behind that. */

const user: ApiUser = { kind: 'client', clientId: 'c' }
const password = 'Sesame-opens-1'

const ask = (
  reading: ApplianceReading,
  query: string,
  { api = 'command', as = user }: { api?: ApiName; as?: ApiUser | null } = {},
): ApiStep =>
  callStep(
    { api, parameters: parametersOf(query), from: '192.0.2.1', user: as ?? undefined },
    reading,
  )

/** The text of the error; or the operation that is asked for; or the root of the document. */
function saidBy(step: ApiStep): string {
  if (step.kind === 'operation') return step.operation
  if (step.answer.kind !== 'document') return step.answer.kind
  const text = [...step.answer.parts].join('')
  return /<error[^>]*>(.*)<[/]error>/.exec(text)?.[1] ?? /<(\w+)[ >]/.exec(text)?.[1] ?? text
}

const said = (...asked: Parameters<typeof ask>): string => saidBy(ask(...asked))

t.test('API-03: a command comes with its version, and the site can offer it always', (t) => {
  // The version that brought each, and the one before it.
  const brought = [
    ['generate_session_key&type=support&queue_id=general', '10.5.2', '10.6.1'],
    ['get_logged_in_reps', '10.5.2', '10.6.1'],
    ['get_appliances', '13.1.0', '14.1.0'],
    ['get_connected_client_list', '13.1.0', '14.1.0'],
    ['check_health', '14.1.0', '14.2.1'],
    ['set_failover_role&role=backup', '14.1.0', '14.2.1'],
    ['logout_rep', '16.2.1', '17.1.1'],
  ] as const
  for (const [command, before, since] of brought) {
    const query = `action=${command}`
    t.equal(said(readingOf(before), query), errorTexts.action, `${command} before`)
    t.not(said(readingOf(since), query), errorTexts.action, `${command} since`)
    const always = (key: string) => (key === 'api/commands' ? 'always' : undefined)
    t.not(said(readingOf(before, { setting: always }), query), errorTexts.action, command)
    const never = readingOf(before, { setting: () => 'never' })
    t.equal(said(never, query), errorTexts.action, `${command} by no other word`)
  }
  for (const unknown of ['', 'toString', 'no_such'])
    t.equal(said(readingOf('24.1.1'), `action=${unknown}`), errorTexts.action)
  t.end()
})

t.test('FO-06: a backup refuses reports and all commands but those of its state', (t) => {
  const why = refusal('in-maintenance', { appliance: 'b', package: 'p' })
  const backup = readingOf('24.1.1', { refusalToTell: why })
  for (const command of [
    ...['get_logged_in_reps', 'get_support_teams', 'get_connected_client_list'],
    ...['get_connected_clients', 'terminate_session', 'transfer_session', 'join_session'],
    ...['generate_session_key&type=support&queue_id=general', 'leave_session', 'logout_rep'],
    ...['set_session_attributes', 'get_session_attributes', 'set_rep_status'],
  ])
    t.equal(said(backup, `action=${command}`), why.message, command)
  for (const [command, root] of [
    ['get_api_info', 'api_information'],
    ['check_health', 'health_check'],
    ['get_appliances', 'appliances'],
    ['set_failover_role&role=backup', 'become-backup'],
  ] as const)
    t.equal(said(backup, `action=${command}`), root, command)
  for (const report of [
    ...['SupportSession&end_time=0&duration=0', 'SupportSessionRecording&lsid=1', 'LicenseUsage'],
    ...['ArchiveListing&date=2010-10-08', 'Syslog', 'JumpItem', 'SupportTeam'],
  ])
    t.equal(said(backup, `generate_report=${report}`, { api: 'reporting' }), why.message, report)
  t.equal(said(backup, '', { api: 'backup' }), 'download-backup')
  t.end()
})

t.test('API-04: whoever may not is told so in the product’s words, and nothing else', (t) => {
  const refusing = (code: 'forbidden' | 'no-enterprise-licence' | 'unauthorised') =>
    readingOf('24.1.1', {
      refusalToUseApi: () => ({ code, message: 'not to be told', details: {} }),
    })
  const cases = [
    ['forbidden', errorTexts.permission, errorTexts.permission],
    ['no-enterprise-licence', errorTexts.licence, errorTexts.backupLogin],
    ['unauthorised', errorTexts.login, errorTexts.backupLogin],
  ] as const
  for (const [code, text, ofBackup] of cases) {
    t.equal(said(refusing(code), 'action=check_health'), text)
    const report = 'generate_report=SupportSession&end_time=0&duration=0'
    t.equal(said(refusing(code), report, { api: 'reporting' }), text)
    t.equal(said(refusing(code), '', { api: 'backup' }), ofBackup)
  }
  t.end()
})

t.test('API-04: name and password open the door where the site takes them', (t) => {
  const nobody = { as: null }
  const both = `username=ana&password=${password}&action=check_health`
  const never = (key: string) => (key === 'api/passwords' ? 'never' : undefined)
  const step = ask(readingOf('24.1.1'), both, nobody)
  t.match(step, {
    kind: 'operation',
    operation: 'check-api-login',
    input: { username: 'ana', password },
    caller: { kind: 'nobody', from: '192.0.2.1' },
  })
  // Before OAuth there is nothing else, whatever is set.
  t.equal(said(readingOf('15.2.1', { setting: never }), both, nobody), 'check-api-login')
  t.equal(said(readingOf('16.1.1', { setting: never }), both, nobody), errorTexts.login)
  for (const half of ['username=ana', `password=${password}`, ''])
    t.equal(said(readingOf('24.1.1'), half, nobody), errorTexts.login)
  t.equal(said(readingOf('24.1.1'), '', { api: 'backup', ...nobody }), errorTexts.backupLogin)
  t.end()
})

t.test('SEC-01: an error repeats no credential, whatever it is that is wrong', (t) => {
  const nobody = { as: null }
  for (const api of ['command', 'reporting', 'backup'] as const)
    for (const query of [
      'action=no_such&generate_report=no_such',
      'action=terminate_session&lsid=x',
    ])
      for (const outcome of [
        { ok: false, refusal: refusal('forbidden', { operation: 'x', expected: 'y' }) } as const,
        { ok: true, value: {} } as const,
      ]) {
        const reading = readingOf('24.1.1')
        const step = ask(reading, `${query}&username=ana&password=${password}`, { api, ...nobody })
        if (step.kind !== 'operation') throw new Error(`${api} asked for no login`)
        const next = step.next(outcome, reading)
        const text = JSON.stringify(next.kind === 'answer' ? saidBy(next) : next)
        t.notMatch(text, password)
        if (!outcome.ok) t.match(text, /Login failed|Invalid credentials/)
      }
  t.end()
})
