import type { ApplianceStatus, LabEvent, NetworkStatus, PlannedStep } from '@understudy/shared'
import { becomes, type Lane, roleWords, type Stretch, stretchOf } from './lanes.ts'
import { addPoint, noRequests, type RequestSeries } from './requests.ts'

/** What the lab is made of, for a page that has just been opened. */
export interface LabOutlineTold {
  readonly name: string
  readonly site: string
  readonly swing: string
  readonly appliances: readonly string[]
  /** Who else can be asked something: `network`, `clients`, perhaps `witness`. */
  readonly others: readonly string[]
}

/** What the parts say of themselves when asked; null = no answer. */
export interface Statuses {
  readonly nowMs: number
  readonly appliances: Readonly<Record<string, ApplianceStatus | null>>
  readonly network: NetworkStatus | null
}

export type StepState = 'ahead' | 'running' | 'passed' | 'failed' | 'skipped'

export interface StepTold extends PlannedStep {
  state: StepState
  startedAtMs: number | null
  endedAtMs: number | null
  /** What was seen, or expected and found. */
  said: readonly string[]
}

/** A rehearsal as its events tell it. */
export interface RehearsalTold {
  readonly title: string
  readonly runbook: string
  readonly world: string
  readonly startedAtMs: number
  readonly steps: StepTold[]
  /** Somebody is waited for: with which question, at which step. */
  awaits: { readonly step: string; readonly question: string; readonly kind: string } | null
  ended: { readonly outcome: string; readonly reason: string } | null
}

/** All that the console shows, but the log. Plain data: it is sent as it is, and goes on growing at the other end. */
export interface LiveView {
  readonly lab: LabOutlineTold
  statuses: Statuses
  readonly lanes: Lane[]
  readonly requests: RequestSeries
  /** Probes without an answer, and since when nobody answers them. */
  failing: string[]
  downSinceMs: number | null
  eventCount: number
  rehearsal: RehearsalTold | null
}

const laneLabels: readonly (readonly [string, string])[] = [
  ['traffic', 'Traffic'],
  ['clients', 'Clients'],
  ['link', 'Link'],
  ['sync', 'Sync'],
  ['faults', 'Faults'],
  ['window', 'Window'],
  ['step', 'Step'],
]

export function emptyView(lab: LabOutlineTold): LiveView {
  const lanes = [
    ...lab.appliances.map((name) => [name, `Appliance ${name}`] as const),
    ...laneLabels,
  ]
  return {
    lab,
    statuses: { nowMs: 0, appliances: {}, network: null },
    lanes: lanes.map(([id, label]) => ({ id, label, stretches: [] as Stretch[] })),
    requests: noRequests(),
    failing: [],
    downSinceMs: null,
    eventCount: 0,
    rehearsal: null,
  }
}

/** Takes what the parts said; lanes that no event has begun begin with it. */
export function takeStatuses(view: LiveView, statuses: Statuses): void {
  view.statuses = statuses
  const { nowMs, network } = statuses
  for (const [name, status] of Object.entries(statuses.appliances))
    takeAppliance(view, name, nowMs, status)
  if (network === null) return
  begins(view, 'traffic', nowMs, network.siteLeadsTo ?? 'nobody', network.siteLeadsTo !== null)
  tellFaults(view, nowMs, [
    ...network.faults.map(({ name }) => name),
    ...network.cutPaths.map(({ from, to }) => `${from}–${to} cut`),
  ])
}

function takeAppliance(
  view: LiveView,
  name: string,
  nowMs: number,
  status: ApplianceStatus | null,
): void {
  const lane = view.lanes.find(({ id }) => id === name)
  if (lane === undefined) return
  if (status === null) becomes(lane, nowMs, 'no answer', 'bad')
  else if (status.installation !== null)
    becomes(lane, nowMs, `installs ${status.installation.package}`, 'warn')
  else becomes(lane, nowMs, ...roleWords(status.role))
  if (status?.role === 'backup' && status.relationship !== null)
    begins(view, 'link', nowMs, status.relationship.link, status.relationship.link === 'up')
}

function begins(view: LiveView, id: string, atMs: number, text: string, good: boolean): void {
  const lane = view.lanes.find((one) => one.id === id)
  if (lane?.stretches.length === 0) becomes(lane, atMs, text, good ? 'good' : 'bad')
}

function tellFaults(view: LiveView, atMs: number, names: readonly string[]): void {
  const lane = view.lanes.find(({ id }) => id === 'faults')
  if (lane === undefined) return
  becomes(
    lane,
    atMs,
    names.length === 0 ? 'none' : names.join(', '),
    names.length === 0 ? 'idle' : 'warn',
  )
}

/**
 * Who tells of a rehearsal that is played on a lab of its own, beside this one: its times are that lab's, and have no place on this
 * one's timeline.
 */
export const besideSource = 'rehearsal'

/** Takes one event of the lab. The cost does not depend on how many there were before. */
export function takeEvent(view: LiveView, event: LabEvent): void {
  view.eventCount += 1
  const stretch = event.source === besideSource ? undefined : stretchOf(event)
  if (stretch !== undefined) {
    const [id, text, tone] = stretch
    const lane = view.lanes.find((one) => one.id === id)
    if (lane !== undefined) becomes(lane, event.atMs, text, tone)
  }
  takeClients(view, event)
  takeRehearsal(view, event)
}

function takeClients(view: LiveView, event: LabEvent): void {
  if (event.name === 'requests-measured') {
    const { toMs: atMs, count, p50Ms, p99Ms } = event
    if (count > 0) addPoint(view.requests, { atMs, count, p50Ms, p99Ms })
    return
  }
  if (event.name !== 'outage-began' && event.name !== 'outage-ended') return
  const others = view.failing.filter((probe) => probe !== event.probe)
  view.failing = event.name === 'outage-began' ? [...others, event.probe] : others
  if (view.failing.length === 0) view.downSinceMs = null
  else if (event.name === 'outage-began')
    view.downSinceMs = Math.min(view.downSinceMs ?? event.startedAtMs, event.startedAtMs)
  const lane = view.lanes.find(({ id }) => id === 'clients')
  if (lane === undefined) return
  if (view.failing.length === 0) becomes(lane, event.atMs, 'served', 'good')
  else becomes(lane, event.atMs, `not served: ${event.reason}`, 'bad')
}

function takeRehearsal(view: LiveView, event: LabEvent): void {
  if (event.name === 'rehearsal-started') {
    const { title, runbook, world, atMs: startedAtMs } = event
    const steps = (event.steps ?? []).map(
      (step): StepTold => ({
        ...step,
        state: 'ahead',
        startedAtMs: null,
        endedAtMs: null,
        said: [],
      }),
    )
    view.rehearsal = { title, runbook, world, startedAtMs, steps, awaits: null, ended: null }
    return
  }
  const { rehearsal } = view
  if (rehearsal === null) return
  if (event.name === 'rehearsal-ended') {
    rehearsal.ended = { outcome: event.outcome, reason: event.reason }
    rehearsal.awaits = null
  } else if (event.name === 'person-awaited') {
    const { step, question, kind } = event
    rehearsal.awaits = { step, question, kind }
  } else if (event.name === 'person-answered') {
    rehearsal.awaits = null
  } else if (event.name === 'step-started' || event.name === 'step-ended') {
    const step = rehearsal.steps.find((one) => one.step === event.step)
    if (step === undefined) return
    if (event.name === 'step-started') {
      step.state = 'running'
      step.startedAtMs = event.atMs
    } else {
      step.state = event.outcome
      step.endedAtMs = event.atMs
      step.said =
        event.outcome === 'failed'
          ? [`expected ${event.expected}`, `found ${event.found}`]
          : event.evidence
    }
  }
}
