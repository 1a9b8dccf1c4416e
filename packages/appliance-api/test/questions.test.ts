import type { SessionQuestion } from '@understudy/shared'
import fc from 'fast-check'
import t from 'tap'
import { eraOf, errorTexts, parametersOf, reportOf, roleRequestOf } from '../src/index.ts'
import { readings } from './support/readings.ts'

const nowMs = readings().nowMs
const day = 86_400_000

/** What the stored sessions are asked for by that request, or the text of the error. */
function asked(query: string): SessionQuestion | string {
  let question: SessionQuestion | undefined
  const parameters = parametersOf(`generate_report=SupportSessionListing&${query}`)
  const reader = {
    sessions: (found: SessionQuestion) => {
      question = found
      return []
    },
  }
  const report = reportOf(eraOf('12.2.0'), parameters, readings(), reader)
  if (question !== undefined) return question
  const text = report.kind === 'document' ? [...report.parts].join('') : ''
  return /<error[^>]*>(.*)<[/]error>/.exec(text)?.[1] ?? text
}

t.test('API-02: the documented parameters mean what the product’s page says', (t) => {
  const cases: readonly (readonly [query: string, SessionQuestion | string])[] = [
    ['start_time=1000&duration=60', { by: 'start', fromMs: 1e6, toMs: 1_060_000 }],
    ['end_time=1000&duration=0', { by: 'end', fromMs: 1e6, toMs: nowMs + 1 }],
    ['start_date=1970-01-02&duration=2', { by: 'start', fromMs: day, toMs: 3 * day }],
    ['end_date=2012-02-29&duration=1', { by: 'end', fromMs: 15_399 * day, toMs: 15_400 * day }],
    // A working connector sends both; the box tolerates it.
    [
      'start_date=1970-01-01&start_time=5&duration=0',
      { by: 'start', fromMs: 5_000, toMs: nowMs + 1 },
    ],
    ['lsid=17', { by: 'lsid', lsids: ['17'] }],
    [
      'lsids=17,c69a8e10bea9428f816cfababe9815FE',
      { by: 'lsid', lsids: ['17', 'c69a8e10bea9428f816cfababe9815fe'] },
    ],
    // A 2012 integration asks without any of them.
    ['', { by: 'end', fromMs: 0, toMs: Number.MAX_SAFE_INTEGER }],
    ['start_time=1&end_time=1&duration=0', errorTexts.parameters],
    ['lsid=1&end_time=1&duration=0', errorTexts.parameters],
    ['duration=0', errorTexts.parameters],
    ['lsid=x', errorTexts.lsid],
    ['lsid=', errorTexts.lsid],
    ['end_time=soon&duration=0', 'end_time is no valid time.'],
    ['end_date=2011-02-29&duration=0', 'end_date is no valid time.'],
    ['end_time=1', 'duration has to be a whole number.'],
    ['end_time=1&duration=-1', 'duration has to be a whole number.'],
  ]
  for (const [query, expected] of cases) t.same(asked(query), expected, query)
  t.same(asked('generate_report=x'), asked(''), 'the first of a name counts')
  t.end()
})

t.test('API-02: a query reads as forms do, and nothing makes it throw', (t) => {
  t.same(
    [...parametersOf('a=1+2&b=%C3%A7&c', '&a=3', 'd==%zz')],
    [
      ['a', '1 2'],
      ['b', 'ç'],
      ['c', ''],
      ['d', '=%zz'],
    ],
  )
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (query) => {
      asked(query)
      roleRequestOf(parametersOf(query), { role: 'primary', relationship: { link: 'up' } })
    }),
    { numRuns: 300, seed: 3 },
  )
  t.end()
})

t.test('API-03: set_failover_role asks for what /login would, or says what is wrong', (t) => {
  const ask = (query: string, role: 'none' | 'primary' | 'backup') =>
    roleRequestOf(parametersOf(query), { role, relationship: { link: 'up' } })
  const operation = (name: string, syncFirst: boolean, force: boolean) => ({
    kind: 'operation',
    operation: name,
    input: { force, ...(syncFirst ? { syncFirst, background: true } : {}) },
  })
  t.same(ask('role=primary', 'backup'), operation('become-primary', false, false))
  t.same(ask('role=backup&force=1', 'primary'), operation('become-backup', false, true))
  t.same(ask('role=backup&data_sync_first=1', 'primary'), operation('become-backup', true, false))
  t.same(ask('role=primary&data_sync_first=1', 'primary'), { kind: 'already', role: 'primary' })
  for (const wrong of ['', 'role=none', 'role=primary&force=yes', 'role=primary&data_sync_first=2'])
    t.match(ask(wrong, 'backup'), { kind: 'refused' }, wrong)
  t.match(ask('role=primary', 'none'), { kind: 'refused', text: /not configured/ })
  t.end()
})
