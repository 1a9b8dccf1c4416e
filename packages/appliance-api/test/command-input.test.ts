import { type ConnectedClient, repIdOf, sessionKeyTtlSMax } from '@understudy/shared'
import t from 'tap'
import { type ApiStep, callStep, errorTexts, parametersOf } from '../src/index.ts'
import { readingOf } from './support/reading.ts'

/* What a command is not asked of the appliance for, as something is wrong with its parameters. */

const rui: ConnectedClient = {
  ...{ kind: 'console', name: 'Rui', version: '24.1.1', sinceMs: 0, lsid: null },
  status: 'available',
}
const lsid = 'a'.repeat(32)
const userId = repIdOf('Rui')

function ask(query: string): ApiStep {
  const call = { api: 'command', parameters: parametersOf(`action=${query}`), from: '' } as const
  const user = { kind: 'client', clientId: 'c' } as const
  return callStep({ ...call, user }, readingOf('24.1.1', { clients: () => [rui] }))
}

/** The text of the error; or which operation is asked of the appliance. */
function said(query: string): string {
  const step = ask(query)
  if (step.kind === 'operation') return step.operation
  const text = step.answer.kind === 'document' ? [...step.answer.parts].join('') : ''
  return /<error[^>]*>(.*)<[/]error>/.exec(text)?.[1] ?? text
}

t.test('API-03: commands of a session need one that can be, and who or where to', (t) => {
  const cases = [
    [`join_session&lsid=${lsid}&user_id=${userId}`, 'join-session'],
    [`join_session&lsid=${lsid}${lsid}0&user_id=${userId}`, errorTexts.lsid],
    [`join_session&lsid=${lsid}&user_id=1`, errorTexts.user],
    [`leave_session&user_id=${userId}`, errorTexts.lsid],
    [`transfer_session&lsid=${lsid}&queue_id=general`, 'transfer-session'],
    ['transfer_session&lsid=&queue_id=general', errorTexts.lsid],
    [`transfer_session&lsid=${lsid}&queue_id=nowhere:`, errorTexts.queue],
    [`set_rep_status&user_id=${userId}&status=Busy`, 'set-representative-status'],
    ['set_rep_status&user_id=1&status=busy', errorTexts.user],
    [`set_rep_status&user_id=${userId}&status=asleep`, /The status has to be one of/],
    [`logout_rep&user_id=${userId}`, 'log-out-representative'],
    ['logout_rep&user_id=1', errorTexts.user],
  ] as const
  for (const [query, expected] of cases) t.match(said(query), expected, query)
  t.end()
})

t.test('API-03: attributes of a session are named as they may be, and are not too long', (t) => {
  const set = `set_session_attributes&lsid=${lsid}`
  const cases = [
    [`${set}&session.custom.colour=red`, 'set-session-attributes'],
    [`${set}&session.custom.a%20b=red`, /session.custom.a b is no custom attribute/],
    [`${set}&session.custom.__proto__=red`, /is no custom attribute/],
    [`${set}&session.custom.colour=${'x'.repeat(100_000)}`, /is longer than/],
    [set, /At least one session.custom attribute/],
    ['set_session_attributes&session.custom.colour=red', errorTexts.lsid],
    [`get_session_attributes&lsid=${lsid}`, errorTexts.lsid],
  ] as const
  for (const [query, expected] of cases) t.match(said(query), expected, query.slice(0, 99))
  t.end()
})

t.test('API-03: a session key is only asked for with what it may have', (t) => {
  const key = 'generate_session_key&type=support&queue_id=general'
  const skills = (count: number): string => Array(count).fill('x').join(',')
  const good = [
    ...['', '&ttl=1', `&ttl=${sessionKeyTtlSMax}`, '&session.priority=3'],
    ...[`&session.skills=${skills(20)}`, `&session.custom.external_key=${'x'.repeat(1_024)}`],
  ]
  for (const more of good) t.equal(said(`${key}${more}`), 'generate-session-key', more)
  const wrong = [
    ['&ttl=0', /ttl has to be/],
    ['&ttl=soon', /ttl has to be/],
    [`&ttl=${sessionKeyTtlSMax + 1}`, /ttl has to be/],
    ['&session.priority=4', /priority/],
    [`&session.skills=${skills(21)}`, /skills/],
    ['&session.skills=a%20b', /skills/],
    ['&session.custom.a%20b=x', /is no custom attribute/],
    [`&session.custom.external_key=${'x'.repeat(1_025)}`, /external_key/],
    [`&external_key=${'x'.repeat(1_025)}`, /external_key is too long/],
  ] as const
  for (const [more, expected] of wrong) t.match(said(`${key}${more}`), expected, more)
  t.equal(said('generate_session_key&type=sales&queue_id=general'), 'The type has to be support.')
  t.equal(said('generate_session_key&type=support&queue_id=x:'), errorTexts.queue)
  t.end()
})
