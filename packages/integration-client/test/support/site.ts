import { Readable } from 'node:stream'
import {
  checkHealth,
  eraOf,
  parametersOf,
  type Readings,
  reportOf,
} from '@understudy/appliance-api'
import type { ReportedSession } from '@understudy/shared'
import type { SiteDoor } from '../../src/index.ts'

/** An appliance with sessions, whose APIs answer without a socket. */
export interface TestSite {
  readonly guid: string
  readonly version: string
  readonly sessions: readonly ReportedSession[]
}

const readingsOf = ({ guid, version }: TestSite): Readings => ({
  nowMs: 1_400_000_000_000,
  appliance: { guid, hostname: 'a.example.com' },
  site: { hostname: 'support.example.com', version, build: 1 },
  failover: { role: 'primary', enabledSharedAddresses: [], lastSync: null },
  isWell: true,
  problem: null,
})

/** `asked` gathers the paths. Recordings are the LSID as text, backups a line. */
export function doorTo(site: TestSite, asked: string[] = []): SiteDoor {
  return {
    ask: (pathAndQuery) => {
      asked.push(pathAndQuery)
      const [path = '', query = ''] = pathAndQuery.split('?')
      if (path === '/api/backup') return Promise.resolve(fileOf('a backup'))
      const [era, readings] = [eraOf(site.version), readingsOf(site)]
      const parameters = parametersOf(query)
      if (path === '/api/command') return Promise.resolve(documentOf(checkHealth(era, readings)))
      const answer = reportOf(era, parameters, readings, {
        sessions: (question) =>
          pagesOf(
            question.by === 'lsid'
              ? site.sessions.filter(({ lsid }) => question.lsids.includes(lsid))
              : site.sessions.filter((s) => !s.open && s.endedAtMs >= question.fromMs),
          ),
      })
      return Promise.resolve(answer.kind === 'recording' ? fileOf(answer.name) : documentOf(answer))
    },
  }
}

/** As a store gives them: each page is a piece of the document, larger than what a stream holds back. */
const pagesOf = (sessions: readonly ReportedSession[]): readonly (readonly ReportedSession[])[] =>
  Array.from({ length: Math.ceil(sessions.length / 20) }, (_, page) =>
    sessions.slice(20 * page, 20 * page + 20),
  )

/** In how many pieces its report of all sessions comes. */
export function piecesOf(site: TestSite): number {
  const parameters = parametersOf('generate_report=SupportSession')
  const reader = { sessions: () => pagesOf(site.sessions) }
  const answer = reportOf(eraOf(site.version), parameters, readingsOf(site), reader)
  return answer.kind === 'document' ? [...answer.parts].length : 0
}

const documentOf = ({ parts }: { parts: Iterable<string> }) => ({
  status: 200,
  contentType: 'text/xml; charset=UTF-8',
  body: Readable.from(
    [...parts].map((part) => Buffer.from(part)),
    { objectMode: false },
  ),
})

const fileOf = (content: string) => ({
  status: 200,
  contentType: 'application/octet-stream',
  body: Readable.from([Buffer.from(content)]),
})

/** A GUID of a session, by a number. */
export const lsid = (number: number): string => number.toString(16).padStart(32, '0')

export const sessionOf = (
  id: string,
  endedAtS: number,
  more: Partial<ReportedSession & { open: false }> = {},
): ReportedSession => ({
  open: false,
  lsid: id,
  lseq: 7,
  externalKey: `key-${id}`,
  customer: 'Ana',
  representative: 'Rui',
  issue: 'It <hums> & blinks',
  startedAtMs: endedAtS * 1_000 - 60_000,
  endedAtMs: endedAtS * 1_000,
  outcome: 'completed',
  reason: '',
  events: [[endedAtS * 1_000 - 30_000, 'Chat Message', 'Olá \u0000 😀']],
  recording: null,
  ...more,
})

/** A box of 12.2.0 with so many sessions. */
export const boxOf = (count: number): TestSite => ({
  guid: 'a',
  version: '12.2.0',
  sessions: Array.from({ length: count }, (_, i) => sessionOf(lsid(i), 5_000 + i)),
})
