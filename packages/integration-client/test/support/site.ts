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
        sessions: (question) => [
          site.sessions.filter((s) =>
            question.by === 'lsid'
              ? question.lsids.includes(s.lsid)
              : !s.open && s.endedAtMs >= question.fromMs,
          ),
        ],
      })
      return Promise.resolve(answer.kind === 'recording' ? fileOf(answer.name) : documentOf(answer))
    },
  }
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
