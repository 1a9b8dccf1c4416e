import { gunzipSync } from 'node:zlib'
import { type ApplianceReading, type ReportedSession, refusal } from '@understudy/shared'
import t from 'tap'
import {
  type ApiAnswer,
  callStep,
  errorTexts,
  offersTokens,
  parametersOf,
  readingsOf,
} from '../src/index.ts'
import { readingOf } from './support/reading.ts'
import { status } from './support/status.ts'

/* What reports and readings leave out, refuse or warn of. */

const hourMs = 3_600_000
/** 2010-10-08, 00:00. */
const dayMs = 1_286_496_000_000

const session: ReportedSession = {
  ...{ open: false, lsid: 'a'.repeat(32), lseq: 1, externalKey: '', customer: 'Ana' },
  ...{ representative: 'Rui', issue: '', startedAtMs: dayMs + hourMs },
  ...{ endedAtMs: dayMs + 2 * hourMs, outcome: 'completed', reason: '', events: [] },
  recording: null,
}
const recording = { name: 'b'.repeat(64), sizeBytes: 7 }

function answerTo(query: string, more: Partial<ApplianceReading> = {}): ApiAnswer {
  const step = callStep(
    {
      ...{ api: 'reporting', parameters: parametersOf(`generate_report=${query}`), from: '' },
      user: { kind: 'client', clientId: 'c' },
    },
    readingOf('24.1.1', { sessions: () => [[session]], ...more }),
  )
  if (step.kind !== 'answer') throw new Error('a report asks for no operation')
  return step.answer
}

function text(...asked: Parameters<typeof answerTo>): string {
  const answer = answerTo(...asked)
  return answer.kind === 'document' ? [...answer.parts].join('') : answer.kind
}

t.test('API-02: a recording is given of a session that has one, and of no other', (t) => {
  const ask = (query: string, ...sessions: readonly ReportedSession[]) =>
    text(`SupportSessionRecording${query}`, { sessions: () => [sessions] })
  t.equal(ask('&lsid=1', { ...session, recording }), 'recording')
  t.match(ask('&lsid=1', session), errorTexts.recordingGone)
  t.match(ask('&lsid=1'), errorTexts.lsid)
  t.match(ask('&end_time=0&duration=0', { ...session, recording }), errorTexts.lsid)
  t.match(ask('', { ...session, recording }), errorTexts.lsid)
  t.end()
})

t.test('API-02: addresses of a recording are told only where there is one', (t) => {
  const report = (one: ReportedSession) =>
    text('SupportSession&lsid=1', { sessions: () => [[one]] })
  t.match(report({ ...session, recording }), '<session_recording_view_url>')
  t.notMatch(report(session), 'session_recording')
  t.match(report(session), '<session_chat_view_url>')
  t.end()
})

t.test('API-02: sessions that are asked for by name and not there are an error', (t) => {
  const none = { sessions: () => [[], []] }
  t.match(text('SupportSession&lsid=1', none), errorTexts.noSupport)
  t.notMatch(text('SupportSession&end_time=0&duration=0', none), '<error')
  t.end()
})

t.test('API-02: an event of a conference is about the representative whom it names', (t) => {
  const part = (name: string) => ({
    name,
    joinedAtMs: dayMs + hourMs,
    leftAtMs: dayMs + 2 * hourMs,
  })
  const told = text('SupportSession&lsid=1', {
    sessions: () => [
      [
        {
          ...session,
          representatives: [part('Rui'), part('Eva')],
          events: [[dayMs + hourMs, 'Conference Member Departed', 'Eva']],
        },
      ],
    ],
  })
  t.match(
    told.slice(told.indexOf('Conference Member Departed')),
    /^[^>]*>\s*<performed_by [^>]*>system<[/]performed_by>\s*<destination type="representative" gsnumber="3">/,
  )
  t.end()
})

t.test('API-02: reports of people need a period and a kind that can be', (t) => {
  t.match(text('LicenseUsage&end_time=soon&duration=0'), 'end_time is no valid time.')
  t.match(text('SupportTeam&end_time=soon&duration=0'), 'end_time is no valid time.')
  t.match(text('SupportTeam&end_time=0&duration=0'), errorTexts.noTeam)
  const surveys = 'SupportCustExitSurvey&end_time=0&duration=0'
  t.match(text(`${surveys}&report_type=team`), 'report_type has to be rep.')
  t.notMatch(text(`${surveys}&report_type=rep`), '<error')
  t.end()
})

t.test('API-02: licence usage leaves out the hours in which nobody was', (t) => {
  const activity = () =>
    [
      [dayMs, 'in', 'Rui'],
      [dayMs + 1, 'out', 'Rui'],
      [dayMs + 5 * hourMs, 'in', 'Rui'],
      [dayMs + 5 * hourMs + 1, 'out', 'Rui'],
    ] as const
  const hours = [...text('LicenseUsage', { activity }).matchAll(/timestamp="(\d+)"/g)]
  t.same(
    hours.map(([, atS]) => (Number(atS) * 1_000 - dayMs) / hourMs),
    [0, 5],
  )
  t.end()
})

t.test('API-02: an archive of events has what began or ended in its ten minutes', (t) => {
  const enabled = { setting: () => 'always' }
  const rowsIn = (index: number): number => {
    const answer = answerTo(`Archive&date=2010-10-08&type=event&index=${index}`, enabled)
    if (answer.kind !== 'bytes') throw new Error('no archive')
    return JSON.parse(gunzipSync(answer.bytes).toString()).support_session.length
  }
  t.same([5, 6, 7, 11, 12, 13].map(rowsIn), [0, 1, 0, 0, 1, 0])
  t.match(text('ArchiveListing&date=2010-02-30', enabled), 'date is no valid date.')
  t.match(text('ArchiveListing', enabled), 'date is no valid date.')
  t.end()
})

t.test('API-03: both lists of clients refuse a type that there is not', (t) => {
  for (const action of ['get_connected_client_list', 'get_connected_clients']) {
    const step = callStep(
      {
        ...{ api: 'command', parameters: parametersOf(`action=${action}&type=robot`), from: '' },
        user: { kind: 'client', clientId: 'c' },
      },
      readingOf('24.1.1'),
    )
    const answer = step.kind === 'answer' && step.answer.kind === 'document' ? step.answer : null
    t.match([...(answer?.parts ?? [])].join(''), '>Invalid client type.<', action)
  }
  t.end()
})

t.test('API-05: a backup that the appliance refuses is answered with its reason', (t) => {
  const reading = readingOf('24.1.1')
  const user = { kind: 'client', clientId: 'c' } as const
  const step = callStep({ api: 'backup', parameters: new Map(), from: '', user }, reading)
  if (step.kind !== 'operation') throw new Error('a backup is an operation')
  const why = refusal('in-maintenance', { appliance: 'a', package: 'p' })
  const next = step.next({ ok: false, refusal: why }, reading)
  const answer = next.kind === 'answer' && next.answer.kind === 'document' ? next.answer : null
  t.match([...(answer?.parts ?? [])].join(''), why.message)
  t.end()
})

t.test('API-04: tokens come with 16.1, or where the site has them always', (t) => {
  const offered = (site: string, value?: string): boolean =>
    offersTokens(readingOf(site, { setting: (key) => (key === 'api/tokens' ? value : undefined) }))
  t.same([offered('15.2.1'), offered('16.1.1'), offered('15.2.1', 'always')], [false, true, true])
  t.equal(offered('15.2.1', 'never'), false)
  t.end()
})

t.test('FO-13: two in one role are a trouble that a program is told of', (t) => {
  const { relationship } = status
  const conflict = relationship === null ? null : { ...relationship, conflict: true }
  const told = (is: typeof relationship) =>
    readingsOf(readingOf('24.1.1', { status: { ...status, relationship: is } })).problem
  t.match(told(conflict), 'a and its peer are both primary')
  t.equal(told(relationship), null)
  t.end()
})
