import type { ApiUser, ReportedSession, SessionRecord } from '@understudy/shared'
import fc from 'fast-check'

/** Text of every kind, what XML cannot hold and what looks like markup too. */
export const someText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    ...['', '<b>&"\'', ']]>', '<!--', '&#0;', '&lt;', '<!DOCTYPE x [<!ENTITY e "e">]>&e;'],
    ...['\u0000\u0007', '\ud800', 'a\r\nb\tc', '\ufffe', 'ção 💥'],
  ),
)

const someType = fc.oneof(
  someText,
  fc.constantFrom(
    ...['Customer Exit Survey', 'Representative Exit Survey', 'Conference Owner Changed'],
    ...['Conference Member Departed', 'File Upload', 'System Information Retrieved'],
  ),
)
const somePart = fc.record({
  name: someText,
  joinedAtMs: fc.nat(2_000_000_000_000),
  leftAtMs: fc.nat(2_000_000_000_000),
})

export const someSession: fc.Arbitrary<ReportedSession> = fc
  .record({
    lsid: fc.constantFrom('1', 'c69a8e10bea9428f816cfababe9815fe'),
    lseq: fc.nat(),
    externalKey: someText,
    customer: someText,
    representative: someText,
    issue: someText,
    startedAtMs: fc.nat(2_000_000_000_000),
    endedAtMs: fc.nat(2_000_000_000_000),
    outcome: fc.constantFrom<SessionRecord['outcome']>('completed', 'cut'),
    reason: someText,
    events: fc.array(fc.tuple(fc.nat(2_000_000_000_000), someType, someText), { maxLength: 4 }),
    recording: fc.constantFrom(null, { name: 'ab', sizeBytes: 3 }),
    team: fc.option(fc.record({ id: fc.integer({ min: 1, max: 9 }), name: someText }), {
      nil: undefined,
    }),
    attributes: fc.option(fc.dictionary(fc.constantFrom('external_key', 'a.b'), someText), {
      nil: undefined,
    }),
    representatives: fc.option(fc.array(somePart, { maxLength: 3 }), { nil: undefined }),
    open: fc.boolean(),
  })
  .map((session) => session as ReportedSession)

const names = [
  ...[
    'action',
    'generate_report',
    'report_type',
    'username',
    'password',
    'lsid',
    'lsids',
    'duration',
    'limit',
  ],
  ...['start_time', 'end_time', 'start_date', 'end_date', 'role', 'force', 'data_sync_first'],
  ...['type', 'showmembers', 'summary_only', 'id', 'user_id', 'queue_id', 'status', 'ttl'],
  ...['external_key', 'session.priority', 'session.skills', 'session.custom.a', 'url_hostname'],
  ...['date', 'index', 'limit', 'instance', 'category'],
  ...['toString', '__proto__', 'session.custom.x'],
]
const values = [
  ...['get_api_info', 'check_health', 'set_failover_role', 'SupportSession', 'constructor'],
  ...['SupportSessionSummary', 'rep', 'team', 'site', 'SupportTeam', 'Archive'],
  ...['get_logged_in_reps', 'get_support_teams', 'get_appliances', 'terminate_session'],
  ...['get_connected_client_list', 'get_connected_clients', 'representative,push_agent'],
  ...['generate_session_key', 'join_session', 'transfer_session', 'set_session_attributes'],
  ...['get_session_attributes', 'set_rep_status', 'logout_rep', 'leave_session', 'support'],
  ...['SupportCustExitSurvey', 'SupportRepExitSurvey', 'LicenseUsage', 'Syslog', 'JumpItem'],
  ...['general', 'rep:1', 'team:1', 'issue:print', 'all', 'busy', 'state', 'event', '2010-10-08'],
  ...['SupportSessionListing', 'SupportSessionRecording', 'primary', 'backup', '1', '0', '-1'],
  ...['c69a8e10bea9428f816cfababe9815fe', '1,2,,3', '2012-02-30', '99999999999999999999', '%00'],
]
const pair = fc
  .tuple(
    fc.oneof(fc.constantFrom(...names), someText),
    fc.oneof(fc.constantFrom(...values), someText),
  )
  .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)

/** Encoded as forms are, unless the text cannot be. */
function encoded(text: string): string {
  try {
    return encodeURIComponent(text)
  } catch {
    return text
  }
}

/** A query: parameters that mean something, others, and bytes that are none. */
export const someQuery: fc.Arbitrary<string> = fc.oneof(
  fc.array(pair, { maxLength: 6 }).map((pairs) => pairs.join('&')),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

export const someUser: fc.Arbitrary<ApiUser | undefined> = fc.constantFrom<ApiUser | undefined>(
  undefined,
  { kind: 'client', clientId: '0'.repeat(32) },
  { kind: 'user', username: 'ops' },
)
