import type { LabEvent, Role } from '@understudy/shared'

/** How a stretch of a lane is to be taken; colours are never the only sign. */
export type Tone = 'good' | 'calm' | 'warn' | 'bad' | 'idle'

/** What held from one moment to another, in lab time; null = it holds. */
export interface Stretch {
  readonly fromMs: number
  toMs: number | null
  readonly text: string
  readonly tone: Tone
}

export interface Lane {
  readonly id: string
  readonly label: string
  stretches: Stretch[]
}

/** A lane keeps so many stretches; the oldest go first, so that nothing grows with the hours. */
export const stretchesMax = 400

/** Ends what holds in that lane and begins something else; the same again changes nothing. */
export function becomes(lane: Lane, atMs: number, text: string, tone: Tone): void {
  const last = lane.stretches.at(-1)
  if (last?.toMs === null) {
    if (last.text === text && last.tone === tone) return
    last.toMs = atMs
  }
  lane.stretches.push({ fromMs: atMs, toMs: null, text, tone })
  if (lane.stretches.length > stretchesMax)
    lane.stretches.splice(0, lane.stretches.length - stretchesMax)
}

/** What a lane shows after an event; nothing = the event does not touch it. */
type Rule = (event: LabEvent) => readonly [lane: string, text: string, tone: Tone] | undefined

const roleTones: Readonly<Record<Role, Tone>> = { primary: 'good', backup: 'calm', none: 'idle' }

/** How a lane shows a role. */
export const roleWords = (role: Role): readonly [text: string, tone: Tone] => [
  role === 'none' ? 'standalone' : role,
  roleTones[role],
]

/** The lanes' rules, in one table: an event belongs to one lane at most. */
const rules: Readonly<Partial<Record<LabEvent['name'], Rule>>> = {
  'role-changed': (event) =>
    event.name === 'role-changed' ? [event.source, ...roleWords(event.to)] : undefined,
  'update-started': (event) =>
    event.name === 'update-started'
      ? [event.source, `installs ${event.package}`, 'warn']
      : undefined,
  'power-lost': (event) =>
    event.name === 'power-lost' ? [event.appliance, 'no power', 'bad'] : undefined,
  'link-up': () => ['link', 'up', 'good'],
  'link-down': () => ['link', 'down', 'bad'],
  'relationship-broken': () => ['link', 'no relationship', 'idle'],
  'sync-started': () => ['sync', 'runs', 'warn'],
  'sync-finished': () => ['sync', 'synced', 'good'],
  'sync-failed': () => ['sync', 'failed', 'bad'],
  'site-leads-to': (event) =>
    event.name === 'site-leads-to'
      ? [
          'traffic',
          event.appliance === null
            ? 'nobody'
            : [event.appliance, ...(event.others ?? [])].join(', '),
          event.appliance === null ? 'bad' : (event.others ?? []).length > 0 ? 'warn' : 'good',
        ]
      : undefined,
  'window-started': (event) =>
    event.name === 'window-started' ? ['window', event.title, 'calm'] : undefined,
  'window-ended': () => ['window', 'between windows', 'idle'],
  'rehearsal-ended': () => ['window', 'the rehearsal is over', 'idle'],
  'step-started': (event) =>
    event.name === 'step-started' ? ['step', event.step, 'calm'] : undefined,
}

export const stretchOf: Rule = (event) => rules[event.name]?.(event)
