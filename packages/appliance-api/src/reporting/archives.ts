import {
  type ApplianceReading,
  gzipFileOf,
  type ReportedSession,
  repIdOf,
  utf8Of,
} from '@understudy/shared'
import {
  type ApiBytes,
  type ApiDocument,
  errorDocument,
  rootAttributes,
  shortDocument,
} from '../answer.ts'
import type { Era } from '../era.ts'
import type { Parameters } from '../parameters.ts'
import { dayMsOf, unixOf, writeTime } from '../times.ts'

/*
 * Archives (P 4.10): what happened in each ten minutes, and how things stood every half hour, of the last seven days. They are not
 * stored: session records and the log of logins tell all that is in them.
 */

const dayMs = 86_400_000
const keptMs = 7 * dayMs
/** An archive is not there at once (P 4.10). */
const writtenAfterMs = 120_000
const everyMs = { event: 600_000, state: 1_800_000 } as const
type ArchiveType = keyof typeof everyMs
const noArchives = 'No archives found for the given search criteria.'
/** The site's "Enable State Archive API" (P 4.10). */
const enablingSetting = 'api/archives'

type Read = Pick<ApplianceReading, 'nowMs' | 'activity' | 'sessions' | 'setting'>

/** `ArchiveListing`: the archives of a day that tell something. */
export function archiveListing(era: Era, parameters: Parameters, reading: Read): ApiDocument {
  const fromMs = dayMsOf(parameters.get('date') ?? '')
  if (fromMs === undefined) return errorDocument(era, 'reporting', 'date is no valid date.')
  const facts = factsOf(reading, fromMs)
  const found = (['event', 'state'] as const).map((type) => ({
    type,
    indexes: indexesOf(type, fromMs, reading).filter((index) => {
      const tables = tablesOf(type, fromMs + index * everyMs[type], facts)
      return tables.representative.length > 0 || tables.support_session.length > 0
    }),
  }))
  if (found.every(({ indexes }) => indexes.length === 0))
    return errorDocument(era, 'reporting', noArchives)
  return shortDocument((xml) => {
    xml.begin('archive_list', rootAttributes(era, 'reporting'))
    for (const { type, indexes } of found)
      for (const index of indexes) {
        xml.begin(`${type}_archive`)
        xml.leaf('index', index)
        const name = type === 'event' ? 'start_time' : 'time'
        writeTime(xml, name, fromMs + index * everyMs[type], 'timestamp')
        xml.end()
      }
    xml.end()
  })
}

/** `Archive`: one of them, as gzip of JSON tables (A). */
export function archive(era: Era, parameters: Parameters, reading: Read): ApiDocument | ApiBytes {
  const failed = (text: string): ApiDocument => errorDocument(era, 'reporting', text)
  const fromMs = dayMsOf(parameters.get('date') ?? '')
  const type = (['event', 'state'] as const).find((one) => one === parameters.get('type'))
  if (fromMs === undefined) return failed('date is no valid date.')
  if (type === undefined) return failed('type has to be state or event.')
  const index = Number(parameters.get('index') ?? 'none')
  if (!indexesOf(type, fromMs, reading).includes(index)) return failed(noArchives)
  const atMs = fromMs + index * everyMs[type]
  const bytes = gzipFileOf(utf8Of(JSON.stringify(tablesOf(type, atMs, factsOf(reading, fromMs)))))
  const date = parameters.get('date')
  return {
    kind: 'bytes',
    bytes,
    type: 'application/gzip',
    name: `${type}-${date}-${index}.json.gz`,
  }
}

/** Those that are written by now and not yet thrown away; none where the site has not enabled them. */
function indexesOf(type: ArchiveType, fromMs: number, { nowMs, setting }: Read): readonly number[] {
  if (setting(enablingSetting) !== 'always') return []
  const everyOneMs = everyMs[type]
  return Array.from({ length: dayMs / everyOneMs }, (_, index) => index).filter((index) => {
    const atMs = fromMs + index * everyOneMs
    const completeMs = type === 'event' ? atMs + everyOneMs : atMs
    return completeMs + writtenAfterMs <= nowMs && atMs >= nowMs - keptMs
  })
}

interface Facts {
  readonly sessions: readonly Span[]
  readonly logins: readonly Span[]
}

/** Somebody was there, or a session lasted, from then until then. */
interface Span {
  readonly fromMs: number
  readonly toMs: number
  readonly name: string
  readonly session?: ReportedSession
}

function factsOf({ activity, sessions, nowMs }: Read, dayFromMs: number): Facts {
  const logins: Span[] = []
  const since = new Map<string, number>()
  const close = (name: string, toMs: number): void => {
    const fromMs = since.get(name)
    if (fromMs !== undefined) logins.push({ name, fromMs, toMs })
    since.delete(name)
  }
  for (const [atMs, what, name] of activity()) {
    if (what === 'in') since.set(name, atMs)
    else if (what === 'out') close(name, atMs)
    else for (const one of [...since.keys()]) close(one, atMs)
  }
  for (const name of [...since.keys()]) close(name, nowMs)
  const question = { by: 'start', fromMs: dayFromMs - dayMs, toMs: dayFromMs + dayMs } as const
  const spans = [...sessions(question)].flat().map((session) => ({
    ...{ session, name: session.representative, fromMs: session.startedAtMs },
    toMs: session.open ? nowMs : session.endedAtMs,
  }))
  return { sessions: spans, logins }
}

/** The tables of an archive: of the state at that moment, or of what began or ended in the ten minutes from then. */
function tablesOf(type: ArchiveType, atMs: number, { sessions, logins }: Facts) {
  const within = (ms: number): boolean => ms >= atMs && ms < atMs + everyMs.event
  const isMeant = ({ fromMs, toMs }: Span): boolean =>
    type === 'state' ? fromMs <= atMs && toMs > atMs : within(fromMs) || within(toMs)
  const meant = sessions.filter(isMeant)
  return {
    customer_client: meant.map(({ session }) => ({ lsid: session?.lsid, name: session?.customer })),
    representative: logins.filter(isMeant).map(({ name, fromMs, toMs }) => ({
      ...{ id: repIdOf(name), username: name, logged_in: unixOf(fromMs) },
      ...(type === 'event' && within(toMs) ? { logged_out: unixOf(toMs) } : {}),
    })),
    support_session: meant.map(({ session, fromMs, toMs }) => ({
      ...{ lsid: session?.lsid, started: unixOf(fromMs) },
      ...(type === 'event' && within(toMs) ? { ended: unixOf(toMs) } : {}),
    })),
    representative_support_session: meant.map(({ session, name }) => ({
      ...{ lsid: session?.lsid, representative_id: repIdOf(name) },
    })),
  }
}
