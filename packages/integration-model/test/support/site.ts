import {
  checkHealth,
  eraOf,
  parametersOf,
  type Readings,
  reportOf,
} from '@understudy/appliance-api'
import type { ReportedSession, Role } from '@understudy/shared'
import {
  type MemoryDatabase,
  Pull,
  type Pulled,
  type PullInput,
  type PullOptions,
  type PullStep,
  pathOf,
  type Question,
} from '../../src/index.ts'

/** An appliance with its sessions, as its APIs answer. */
export interface TestSite {
  guid: string
  version: string
  role: Role
  nowS: number
  lastSyncS: number | null
  sessions: ReportedSession[]
}

export const siteOf = (given: Partial<TestSite> = {}): TestSite => ({
  guid: 'a'.repeat(32),
  version: '12.2.0',
  role: 'none',
  nowS: 1_000_000,
  lastSyncS: null,
  sessions: [],
  ...given,
})

export const sessionOf = (
  lsid: string,
  endedAtS: number,
  more: Partial<ReportedSession & { open: false }> = {},
): ReportedSession => ({
  open: false,
  lsid,
  lseq: 1,
  externalKey: `key-${lsid}`,
  customer: 'Ana',
  representative: 'Rui',
  issue: 'The printer <does not> print & hums',
  startedAtMs: endedAtS * 1_000 - 60_000,
  endedAtMs: endedAtS * 1_000,
  outcome: 'completed',
  reason: '',
  events: [[endedAtS * 1_000 - 30_000, 'Chat Message', 'Olá, está aí?']],
  recording: null,
  ...more,
})

/** A GUID of a session, by a number. */
export const lsid = (number: number): string => number.toString(16).padStart(32, '0')

/** The document that the site answers a question with. */
export function documentOf(site: TestSite, question: Question): string {
  const readings: Readings = {
    nowMs: site.nowS * 1_000,
    appliance: { guid: site.guid, hostname: 'a.example.com' },
    site: { hostname: 'support.example.com', version: site.version, build: 1 },
    failover: {
      role: site.role,
      enabledSharedAddresses: [],
      lastSync:
        site.lastSyncS === null
          ? null
          : { finishedAtMs: site.lastSyncS * 1_000, status: 'Data sync completed successfully.' },
    },
    isWell: true,
    problem: null,
  }
  const era = eraOf(site.version)
  const [, query = ''] = pathOf(question).split('?')
  const answer =
    question.api === 'command'
      ? checkHealth(era, readings)
      : reportOf(era, parametersOf(query), readings, {
          sessions: (asked) => [
            site.sessions.filter(
              (s) =>
                !s.open &&
                asked.by === 'end' &&
                s.endedAtMs >= asked.fromMs &&
                s.endedAtMs < asked.toMs,
            ),
          ],
        })
  return answer.kind === 'document' ? [...answer.parts].join('') : ''
}

export const newClient: PullOptions = { lsidColumn: 'text', namespaces: 'ignores' }
export const oldClient: PullOptions = { lsidColumn: 'integer', namespaces: 'ignores' }

export interface PullCourse {
  readonly pieceChars?: number
  /** So many characters are missing at the end of each report. */
  readonly breaksOff?: number
  /** Ends it before a store, as a kill does. */
  readonly stop?: () => boolean
}

/** Plays a pull to its end; null = it was stopped. */
export function pullFrom(
  site: TestSite,
  database: MemoryDatabase,
  options: PullOptions = newClient,
  { pieceChars = 8_000, breaksOff = 0, stop = () => false }: PullCourse = {},
): Pulled | null {
  const pull = new Pull(options, database.resume)
  const inputs: PullInput[] = []
  let step: PullStep = pull.begin()
  for (;;) {
    if (step?.kind === 'done') return step.pulled
    if (step?.kind === 'ask') {
      const whole = documentOf(site, step.question)
      const isReport = step.question.api === 'reporting'
      const text = whole.slice(0, whole.length - (isReport ? breaksOff : 0))
      for (let at = 0; at < text.length; at += pieceChars)
        inputs.push({ kind: 'piece', text: text.slice(at, at + pieceChars) })
      inputs.push({ kind: 'answered' })
    } else if (step?.kind === 'store') {
      if (stop()) return null
      inputs.unshift({ kind: 'stored', added: database.store(step.batch).length })
    }
    const next = inputs.shift()
    if (next === undefined) throw new Error('the pull waits for nothing')
    step = pull.step(next)
  }
}
