import type { LabEvent } from '@understudy/shared'

/*
 * Works out a rehearsal's figures a second time from its event stream, plainly and without any of the report's code: a
 * mistake in the report is then not repeated here, and shows (REH-05).
 */

/** From, to; ms of lab time. */
type Span = readonly [number, number]

/** Each figure under its name in report.json. */
export function recount(recorded: readonly LabEvent[]): Readonly<Record<string, unknown>> {
  const end = recorded.findLastIndex((event) => event.name === 'rehearsal-ended')
  const events = end === -1 ? recorded : recorded.slice(0, end + 1)
  const ready = events.find((event) => event.name === 'lab-ready')
  const started = events.find((event) => event.name === 'rehearsal-started') ?? events[0]
  const whole: Span = [
    ready?.atMs ?? started?.atMs ?? 0,
    events.reduce((latest, event) => Math.max(latest, event.atMs), started?.atMs ?? 0),
  ]
  const down = union(downSpans(events, whole[1]))
  const figures: Record<string, unknown> = {
    downtimeMs: sum(within(down, whole)),
    longestGapMs: longest(within(down, whole)),
    exposureMs: exposedMs(events, whole),
    'sessions.acknowledged': acknowledged(events),
    'sessions.lost': lost(events),
    'sessions.cut': cut(events),
    'sessions.abandoned': new Set(unhelped(events, 'abandoned')).size,
    'sessions.turnedAway': unhelped(events, 'turned-away').length,
  }
  windows(events, whole[1]).forEach(({ span }, i) => {
    figures[`windows.${i}.downtimeMs`] = sum(within(within(down, whole), span))
    figures[`windows.${i}.longestGapMs`] = longest(within(within(down, whole), span))
  })
  return figures
}

/** When some probe had no answer; one without an answer at the end, or when the rehearsal was left, counts until then. */
function downSpans(events: readonly LabEvent[], endMs: number): readonly Span[] {
  const spans: Span[] = []
  const since = new Map<string, number>()
  for (const event of events) {
    if (event.name === 'outage-began') since.set(event.probe, event.startedAtMs)
    if (event.name === 'rehearsal-taken-up') {
      for (const sinceMs of since.values()) spans.push([sinceMs, event.leftAtMs])
      since.clear()
    }
    if (event.name !== 'outage-ended') continue
    spans.push([event.startedAtMs, event.endedAtMs])
    since.delete(event.probe)
  }
  for (const sinceMs of since.values()) spans.push([sinceMs, endMs])
  return spans
}

function windows(events: readonly LabEvent[], endMs: number): readonly { readonly span: Span }[] {
  return events.flatMap((event) => {
    if (event.name !== 'window-started') return []
    const ended = events.find((e) => e.name === 'window-ended' && e.window === event.window)
    return [{ span: [event.atMs, ended?.atMs ?? endMs] as const }]
  })
}

/**
 * No relationship, or one that has not synced yet, whose last finished sync did not find both sides equal, or that has
 * lost a member's power since; also while the site is at an appliance outside it.
 */
function exposedMs(events: readonly LabEvent[], [fromMs, toMs]: Span): number {
  let relationship: string | undefined
  let equal = false
  let members: readonly string[] = []
  let at: readonly string[] = []
  let total = 0
  let sinceMs = fromMs
  for (const event of events) {
    const atMs = Math.min(toMs, Math.max(fromMs, event.atMs))
    const outside = at.length > 0 && at.every((name) => !members.includes(name))
    if (relationship === undefined || !equal || outside) total += Math.max(0, atMs - sinceMs)
    sinceMs = Math.max(sinceMs, atMs)
    if (event.name === 'relationship-established') {
      const isNew = event.relationship !== relationship
      equal &&= !isNew
      members = isNew ? [event.source] : [...members, event.source]
      relationship = event.relationship
    }
    at = servingAfter(event, events) ?? at
    if (event.name === 'power-lost' && members.includes(event.appliance)) equal = false
    if (event.name === 'relationship-broken' && event.relationship === relationship)
      relationship = undefined
    if (event.name === 'sync-finished') equal = event.digestsAgree
  }
  return total
}

/** Who has the site's traffic from that event on; undefined = the event does not tell. */
function servingAfter(event: LabEvent, events: readonly LabEvent[]): string[] | undefined {
  const [begun] = events.filter((one) => one.name === 'rehearsal-started')
  const byAddress = (begun?.swing ?? 'shared-ip') === 'shared-ip'
  if (event.name === 'traffic-owner' && byAddress && event.address === begun?.sharedAddress)
    return [event.owner ?? [], event.others].flat()
  return event.name === 'site-leads-to' && !byAddress
    ? [event.appliance ?? [], event.others ?? []].flat()
    : undefined
}

/** As the clients were told. What came in after the audit was asked for is not in its count. */
function acknowledged(events: readonly LabEvent[]): number {
  const audit = events.findLast((event) => event.name === 'audit')
  const told = events.slice(0, audit === undefined ? events.length : events.indexOf(audit))
  const keys = new Set<string>()
  for (const event of told) if (event.name === 'session-acknowledged') keys.add(event.externalKey)
  const stopped = events.some((e) => e.name === 'rehearsal-ended' && e.outcome === 'stopped')
  if (audit?.name === 'audit' && stopped) return Math.min(keys.size, audit.acknowledged)
  return keys.size
}

/** Named by the audit; a session no client was promised cannot be lost. */
function lost(events: readonly LabEvent[]): readonly string[] {
  const promised = new Set(
    events.flatMap((event) => (event.name === 'session-acknowledged' ? [event.externalKey] : [])),
  )
  const audit = events.findLast((event) => event.name === 'audit')
  if (audit?.name !== 'audit') return []
  return audit.lost
    .filter(({ externalKey }) => promised.has(externalKey))
    .map(({ lsid }) => lsid)
    .sort()
}

/** Customers who gave up before anybody was free, and those who never got as far as asking. */
function unhelped(events: readonly LabEvent[], outcome: 'abandoned' | 'turned-away'): string[] {
  return events.flatMap((event) =>
    event.name === 'customer-left' && event.outcome === outcome ? [event.externalKey] : [],
  )
}

/** Sessions ended by force, as clients or appliances reported; one given up just as it begins was not cut off. */
function cut(events: readonly LabEvent[]): number {
  const keys = new Set<string>()
  for (const event of events) {
    if (event.name === 'session-cut') keys.add(event.externalKey)
    if (event.name === 'session-recorded' && event.outcome === 'cut') keys.add(event.externalKey)
  }
  for (const key of unhelped(events, 'abandoned')) keys.delete(key)
  return keys.size
}

/** The same moments, none counted twice. */
function union(spans: readonly Span[]): readonly Span[] {
  const joined: [number, number][] = []
  for (const [fromMs, toMs] of [...spans].sort((one, other) => one[0] - other[0])) {
    const last = joined.at(-1)
    if (last !== undefined && fromMs <= last[1]) last[1] = Math.max(last[1], toMs)
    else joined.push([fromMs, toMs])
  }
  return joined
}

const within = (spans: readonly Span[], [fromMs, toMs]: Span): readonly Span[] =>
  spans
    .map(([from, to]): Span => [Math.max(from, fromMs), Math.min(to, toMs)])
    .filter(([from, to]) => to > from)

const sum = (spans: readonly Span[]): number =>
  spans.reduce((total, [from, to]) => total + to - from, 0)

const longest = (spans: readonly Span[]): number =>
  Math.max(0, ...spans.map(([from, to]) => to - from))
