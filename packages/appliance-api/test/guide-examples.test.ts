import type { ReportedSession } from '@understudy/shared'
import t from 'tap'
import { eraOf, parametersOf, reportOf } from '../src/index.ts'
import { readings } from './support/readings.ts'

const session = (lsid: string, startedAtMs: number, endedAtMs: number): ReportedSession => ({
  open: false,
  lsid,
  lseq: 1,
  externalKey: '',
  customer: 'Ana',
  representative: 'Rui',
  issue: '',
  startedAtMs,
  endedAtMs,
  outcome: 'completed',
  reason: '',
  events: [],
  recording: null,
})

/** The document's lines, by the site's version. */
function linesOf(version: string, one: ReportedSession): readonly string[] {
  const parameters = parametersOf(`generate_report=SupportSession&lsid=${one.lsid}`)
  const report = reportOf(eraOf(version), parameters, readings(), { sessions: () => [[one]] })
  return report.kind === 'document' ? [...report.parts].join('').split('\n') : []
}

t.test('API-01: the guide’s example from before 10.6, element for element', (t) => {
  const lines = linesOf('10.5.2', session('1', 1_286_566_039_000, 1_286_566_962_000))
  t.strictSame(lines.slice(0, 7), [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '',
    '<session_list>',
    '\t<session lsid="1">',
    '\t\t<session_type>support</session_type>',
    '\t\t<start_time timestamp="1286566039">2010-10-08T19:27:19+00:00</start_time>',
    '\t\t<end_time timestamp="1286566962">2010-10-08T19:42:42+00:00</end_time>',
  ])
  t.end()
})

t.test('API-01: the guide’s example of 10.6: a GUID, an LSEQ, a namespace', (t) => {
  const lsid = 'c69a8e10bea9428f816cfababe9815fe'
  const lines = linesOf('10.6.1', session(lsid, 1_286_463_371_000, 1_286_464_987_000))
  t.strictSame(lines.slice(2, 8), [
    '<session_list xmlns="http://www.networkstreaming.com/namespaces/API">',
    `\t<session lsid="${lsid}">`,
    '\t\t<session_type>support</session_type>',
    '\t\t<lseq>1</lseq>',
    // The guide prints this moment with its box's own offset, -05:00; the time stamps agree.
    '\t\t<start_time timestamp="1286463371">2010-10-07T14:56:11+00:00</start_time>',
    '\t\t<end_time timestamp="1286464987">2010-10-07T15:23:07+00:00</end_time>',
  ])
  t.end()
})
