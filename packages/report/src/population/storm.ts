import { ofName, type Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'

type Storm = NonNullable<Report['storm']>
type Span = Storm['spans'][number]

/** More would show nothing new and make the report heavy. */
const spansMax = 2_000

/** How clients came back after losing the site (CLI-08). Null = nobody had to. */
export function stormOf({ events, readyAtMs }: Rehearsal): Storm | null {
  // Before the lab was ready, they were connecting for the first time.
  const told = ofName(events, 'reconnections').filter(({ toMs }) => toMs > readyAtMs)
  if (told.length === 0) return null
  const bySpan = new Map<number, Span>()
  for (const { fromMs, toMs, attempts, connected, deferred, failed, upgraded } of told) {
    const counts = { attempts, connected, deferred, failed, upgraded }
    const known = bySpan.get(fromMs)
    const own = { startedAtMs: Math.max(0, fromMs), endedAtMs: Math.max(0, toMs), ...counts }
    bySpan.set(fromMs, known === undefined ? own : joined(known, own))
  }
  const all = [...bySpan.values()].sort((one, other) => one.startedAtMs - other.startedAtMs)
  const total = all.reduce(joined)
  const peak = all.reduce((worst, span) => (perSecond(span) > perSecond(worst) ? span : worst))
  const { attempts, connected, deferred, failed, upgraded } = total
  return {
    throttle: ofName(events, 'rehearsal-started')[0]?.jumpClients ?? null,
    attempts,
    connected,
    deferred,
    failed,
    upgraded,
    peakPerSecond: Math.round(perSecond(peak) * 10) / 10,
    peakAtMs: peak.startedAtMs,
    spans: [...thinned(all)],
  }
}

/** Attempts a second. */
export const perSecond = ({ attempts, startedAtMs, endedAtMs }: Span): number =>
  (attempts * 1_000) / Math.max(1, endedAtMs - startedAtMs)

/** Neighbours are joined until there are few enough. */
function thinned(spans: readonly Span[]): readonly Span[] {
  const each = Math.ceil(spans.length / spansMax)
  if (each <= 1) return spans
  return Array.from({ length: Math.ceil(spans.length / each) }, (_, i) =>
    spans.slice(i * each, (i + 1) * each).reduce(joined),
  )
}

const joined = (one: Span, other: Span): Span => ({
  startedAtMs: Math.min(one.startedAtMs, other.startedAtMs),
  endedAtMs: Math.max(one.endedAtMs, other.endedAtMs),
  attempts: one.attempts + other.attempts,
  connected: one.connected + other.connected,
  deferred: one.deferred + other.deferred,
  failed: one.failed + other.failed,
  upgraded: one.upgraded + other.upgraded,
})

/** "at most 50 upgrades at a time and 50 new connections a second" */
export function throttleText(throttle: Storm['throttle']): string {
  if (throttle === null) return 'the lab has no Jump Clients to throttle'
  const { concurrentUpgradesMax: upgrades, connectionRateMax: rate } = throttle
  if (upgrades === null && rate === null) return 'Both throttles of Jump Clients off'
  const one = upgrades === null ? 'no limit of upgrades' : `at most ${upgrades} upgrades at a time`
  const other = rate === null ? 'no limit of connections' : `${rate} new connections a second`
  return `Jump Clients throttled: ${one}, ${other}`
}
