import type { ReportedSession } from '@understudy/shared'
import t from 'tap'
import { eraOf, parametersOf, reportingSchema, reportOf } from '../src/index.ts'
import { readings } from './support/readings.ts'
import { whyInvalid } from './support/xmllint.ts'

const minuteMs = 60_000

const session = (representative: string, minutes: number, lsid: string): ReportedSession => ({
  open: false,
  lsid: lsid.repeat(32),
  lseq: 1,
  externalKey: '',
  customer: 'Ana',
  representative,
  issue: 'printer',
  startedAtMs: 1_286_566_000_000,
  endedAtMs: 1_286_566_000_000 + minutes * minuteMs,
  outcome: 'completed',
  reason: '',
  events: [
    [1_286_566_001_000, 'Chat Message', 'Good evening'],
    [1_286_566_002_000, 'System Information Retrieved', 'Windows 7, 4 GiB'],
    [1_286_566_003_000, 'File Upload', 'driver-update.zip, 1,482,900 bytes'],
    [1_286_566_004_000, 'Session Note Added', 'bell \u0007'],
  ],
  recording: null,
})
const sessions = [session('Rui', 10, 'a'), session('Rui', 20, 'b'), session('Eva', 5, 'c')]

function report(query: string, version = '12.2.0'): string {
  const parameters = parametersOf(`generate_report=${query}`)
  const answer = reportOf(eraOf(version), parameters, readings(), { sessions: () => [sessions] })
  return answer.kind === 'document' ? [...answer.parts].join('') : ''
}

const all = 'end_time=0&duration=0'

t.test(
  'API-02: a summary counts sessions and their time, by representative or for the site',
  async (t) => {
    const byRep = report(`SupportSessionSummary&report_type=rep&${all}`)
    const lines = byRep.split('\n').map((line) => line.trim())
    t.strictSame(
      lines.filter((line) => /^<(display_name|session_count|total|average)/.test(line)),
      [
        '<display_name>Rui</display_name>',
        '<session_count>2</session_count>',
        '<total_duration>00:30:00</total_duration>',
        '<average_duration>00:15:00</average_duration>',
        '<display_name>Eva</display_name>',
        '<session_count>1</session_count>',
        '<total_duration>00:05:00</total_duration>',
        '<average_duration>00:05:00</average_duration>',
      ],
    )
    const bySite = report(`SupportSessionSummary&report_type=site&${all}`)
    t.match(bySite, /<session_count>3<[/]session_count>\n\t\t<total_duration>00:35:00</)
    const byTeam = report(`SupportSessionSummary&report_type=team&${all}`)
    t.notMatch(byTeam, /<summary /)
    t.match(report(`SupportSessionSummary&${all}`), /report_type has to be rep, team or site/)
    t.equal(await whyInvalid([byRep, bySite, byTeam], reportingSchema(eraOf('12.2.0'))), '')
  },
)

t.test('API-02: events say who did what to whom, with files and system information', async (t) => {
  const text = report(`SupportSession&lsid=${'a'.repeat(32)}`).replaceAll(/\n\t*/g, '')
  t.match(
    text,
    '<performed_by type="representative" gsnumber="2">representative</performed_by><destination type="customer" gsnumber="1">customer</destination><body>Good evening</body>',
  )
  t.match(text, '<filename>driver-update.zip</filename><filesize>1482900</filesize>')
  t.match(text, '<data><row><field name="Property">Windows 7</field></row><row>')
  t.match(text, /<encoded_body>YmVsbCAH<[/]encoded_body>/, 'what XML cannot hold')
  t.match(text, /event_type="Conference Member Added"/)
  t.match(text, '<file_transfer_count>1</file_transfer_count>')
  t.equal(await whyInvalid([report(`SupportSession&${all}`)], reportingSchema(eraOf('12.2.0'))), '')
})

t.test(
  'API-02: reports on what nothing records say so in the product’s words, since their version',
  (t) => {
    t.match(
      report(`SupportCustExitSurvey&${all}`),
      /<exit_survey_list[^>]*>\n<[/]exit_survey_list>/,
    )
    t.match(report(`PresentationSession&${all}`), />You do not have permission/)
    t.match(report(`CommandShellRecording&${all}`), />Invalid report type[.]</)
    t.match(report('CommandShellRecording&lsid=1', '16.1.1'), />This recording has expired/)
    t.match(report('VaultAccountActivity', '24.1.1'), />No vault account activity matching/)
    t.match(report('toString'), />Invalid report type[.]</)
    t.end()
  },
)
