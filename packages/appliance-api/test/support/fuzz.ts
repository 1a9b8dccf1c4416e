import {
  type ApplianceReading,
  type Refusal,
  type ReportedSession,
  refusal,
  refused,
} from '@understudy/shared'
import fc from 'fast-check'
import {
  type ApiStep,
  callStep,
  commandSchema,
  eraOf,
  parametersOf,
  reportingSchema,
} from '../../src/index.ts'
import { someQuery, someSession, someText, someUser } from './any-request.ts'
import { status } from './status.ts'

const refusalFor = (text: string): Refusal | null =>
  text.length % 7 === 1 ? refusal('in-maintenance', { appliance: text, package: text }) : null

/** A box of that version that holds those sessions, where text of its own may be anything. */
const readingOf = (
  site: string,
  text: string,
  sessions: readonly ReportedSession[],
): ApplianceReading => ({
  nowMs: 1_286_566_962_000,
  status: { ...status, site, hostname: text, siteHostname: text },
  refusalToServe: refusalFor(text),
  refusalToTell: refusalFor(text),
  refusalToUseApi: (api) =>
    text.length % 5 === 1 ? refusal('forbidden', { operation: api, expected: text }) : null,
  apiClient: () => undefined,
  setting: () => 'always',
  clients: () =>
    (['console', 'customer', 'jump-client', 'probe'] as const).map((kind, at) => ({
      ...{ kind, name: text, version: '12.2.0', sinceMs: at * 1_000 },
      lsid: at % 2 === 0 ? null : text,
      status: at % 2 === 0 ? ('available' as const) : ('busy' as const),
    })),
  teams: () => [
    { id: 1, name: text, issues: [{ code: 'print', title: text }], members: [text] },
    { id: 2, name: text, issues: [], members: [] },
  ],
  activity: () => [
    [1_286_566_000_000, 'in', text],
    [1_286_566_500_000, 'restart', ''],
    [1_286_566_600_000, 'in', text],
    [1_286_566_700_000, 'out', text],
  ],
  history: () => [{ atMs: 1_286_566_000_000, json: JSON.stringify({ name: 'x', text }) }],
  jumpItems: () => [{ name: text, kind: 'jumpoint', version: '1', lastCheckInMs: 1 }],
  sessions: () => [sessions, []],
})

/** Follows the steps of a request to its document; every operation is refused, or done, by turns. */
function documentOf(step: ApiStep, reading: ApplianceReading, isRefused: boolean): string {
  if (step.kind === 'answer')
    return step.answer.kind === 'document' ? [...step.answer.parts].join('') : ''
  const outcome = isRefused
    ? refused(refusal('swap-failed', { appliance: reading.status.hostname, found: 'x' }))
    : { ok: true as const, value: anyOutput }
  return documentOf(step.next(outcome, reading), reading, !isRefused)
}

/** What any operation that an answer needs may have put out. */
const anyOutput = {
  ...{ role: 'primary', file: 'f', sizeBytes: 1, permissions: [] },
  ...{ shortKey: '1234567', key: 'a'.repeat(32), expiresAtMs: 1_286_566_962_000, available: false },
}

/** Documents that have to be valid against the schema of that API and version. */
export interface FuzzedDocuments {
  readonly schema: string
  readonly documents: readonly string[]
}

/** What so many requests by that seed are answered; throws where one is not. */
export function fuzz(requests: number, seed: number): readonly FuzzedDocuments[] {
  const found = new Map<string, string[]>()
  const note = (schema: string, document: string): void => {
    const known = found.get(schema)
    if (known === undefined) found.set(schema, [document])
    else known.push(document)
  }
  fc.assert(
    fc.property(
      fc.record({
        api: fc.constantFrom('command' as const, 'reporting' as const, 'backup' as const),
        version: fc.constantFrom('10.5.2', '10.6.1', '15.1.1', '24.1.1'),
        query: someQuery,
        form: someQuery,
        user: someUser,
        text: someText,
        sessions: fc.array(someSession, { maxLength: 3 }),
        isRefused: fc.boolean(),
      }),
      ({ api, version, query, form, user, text, sessions, isRefused }) => {
        const reading = readingOf(version, text, sessions)
        const call = { api, parameters: parametersOf(query, form), from: '192.0.2.1', user }
        const document = documentOf(callStep(call, reading), reading, isRefused)
        const schemaFor = api === 'reporting' ? reportingSchema : commandSchema
        const schema = schemaFor(eraOf(version))
        if (document !== '') note(schema, document)
      },
    ),
    { numRuns: requests, seed },
  )
  return [...found].map(([schema, documents]) => ({ schema, documents }))
}
