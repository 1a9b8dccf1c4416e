import type { LabEvent } from '@understudy/shared'

/** One line for people: when, who, what; `+12.345 a role-changed from=backup to=primary epoch=3`. */
export function traceLineOf(event: LabEvent, startMs: number): string {
  const { name, atMs, source, ...fields } = event
  const told = Object.entries(fields).map(([key, value]) => `${key}=${shortText(value)}`)
  return [timeText(atMs - startMs), source, name, ...told].join(' ')
}

/** Seconds from the beginning of the safety phase; negative before it. */
export function timeText(ms: number): string {
  return `${ms < 0 ? '-' : '+'}${(Math.abs(ms) / 1_000).toFixed(3)}`
}

function shortText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const short = text.length > 120 ? `${text.slice(0, 117)}...` : text
  return /\s/.test(short) ? JSON.stringify(short) : short
}

/**
 * The events by which a person follows a run: roles, links, syncs, owners; not each session and probe, nor a sync that came by
 * its interval and went well, of which a run with a short interval is full.
 */
export const isTelling = (event: LabEvent): boolean =>
  tellingNames.has(event.name) && !isRoutineSync(event)

function isRoutineSync(event: LabEvent): boolean {
  if (event.name === 'sync-started') return event.trigger === 'interval'
  return event.name === 'sync-finished' && event.trigger === 'interval' && event.digestsAgree
}

const tellingNames: ReadonlySet<string> = new Set([
  'appliance-started',
  'role-changed',
  'relationship-established',
  'relationship-refused',
  'relationship-broken',
  'link-up',
  'link-down',
  'link-refused',
  'sync-started',
  'sync-finished',
  'sync-failed',
  'sessions-merged',
  'sessions-discarded',
  'settings-lost',
  'swap-started',
  'swap-finished',
  'swap-cancelled',
  'overwrite-announced',
  'role-conflict',
  'role-conflict-ended',
  'failover-by-hand',
  'automatic-failover',
  'failover-withheld',
  'process-starved',
  'serving-suspended',
  'serving-resumed',
  'address-enabled',
  'address-disabled',
  'address-conflict',
  'address-conflict-ended',
  'update-started',
  'update-finished',
  'update-interrupted',
  'traffic-owner',
  'claim-fenced',
  'power-lost',
  'power-back',
  'fault-began',
  'fault-ended',
])
