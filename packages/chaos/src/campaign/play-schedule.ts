import type { LabEvent } from '@understudy/shared'
import type { WorldPorts } from '@understudy/simulator'
import { allCheckers } from '../checkers/all.ts'
import type { Checker, Fates, Finding } from '../checkers/checker.ts'
import { beginFault } from '../nemesis/scheduled-fault.ts'
import { Stage } from '../nemesis/stage.ts'
import type { FaultName } from '../nemesis/table.ts'
import type { Schedule } from '../schedule/schedule.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { finishWork } from './finish-work.ts'
import { PreparedLabs } from './prepared-labs.ts'
import { reunite } from './reunite.ts'
import { chainHashOf } from './trace-hash.ts'
import { Watchers } from './watchers.ts'

/** A schedule, played to its end. */
export interface PlayedSchedule {
  readonly schedule: Schedule
  /** Empty = no law was broken. At most one per law. */
  readonly findings: readonly Finding[]
  readonly coverage: Coverage
  readonly fates: Fates
  readonly traceHash: string
  /** The lines by which a person follows a run: roles, links, syncs, owners, and each fault as it comes. */
  readonly trace: readonly string[]
  readonly events: readonly LabEvent[]
  /** Since the beginning of the safety phase. */
  readonly virtualMs: number
  readonly steps: number
}

/** How often the checkers look, besides after each fault. */
const stepMs = 1_000

/**
 * Plays it: safety phase with faults, healing, liveness phase; the checkers look after every step (CHA-01, CHA-03). `from`: where its
 * disks come from; a campaign gives all its runs the same labs, which are prepared once.
 */
export function playSchedule(
  schedule: Schedule,
  from: PreparedLabs | WorldPorts,
  checkers: readonly Checker[] = allCheckers,
): PlayedSchedule {
  const labs = from instanceof PreparedLabs ? from : labsOfOneRun(from)
  const { world, lab, stores } = labs.start(schedule)
  const stage = new Stage(world, lab)
  const startMs = world.nowMs
  const fates = { stable: 0, lost: 0, announced: 0, stale: 0, duplicated: 0, neverRead: 0 }
  const watchers = new Watchers({ stage, mode: schedule.mode, stores, fates }, checkers)
  const hits = new Map<FaultName, number>()
  try {
    safetyPhase(schedule, stage, watchers, hits)
    livenessPhase(stage, watchers)
  } catch (error) {
    // The product's own assertions are a law too; a real process would have ended there.
    watchers.find(
      'no-assertion',
      'DESIGN 1',
      error instanceof Error ? `${error.stack}` : `${error}`,
    )
  }
  return {
    schedule,
    findings: watchers.findings,
    coverage: coverageOf(world.events, startMs, hits),
    fates,
    traceHash: chainHashOf(world.events),
    trace: watchers.trace,
    events: world.events,
    virtualMs: world.nowMs - startMs,
    steps: world.scheduler.steps,
  }
}

/** Its disks are prepared and then used themselves: there is nothing to be copied. */
const labsOfOneRun = ({ openStore, decisions }: WorldPorts): PreparedLabs =>
  new PreparedLabs({
    open: (name) => {
      const store = openStore(name)
      return { store, copy: () => store }
    },
    decisions,
  })

function safetyPhase(
  { faults, lab: { safetyMs } }: Schedule,
  stage: Stage,
  watchers: Watchers,
  hits: Map<FaultName, number>,
): void {
  const { world } = stage
  const startMs = world.nowMs
  const runTo = (atMs: number): void => world.runFor(Math.max(0, startMs + atMs - world.nowMs))
  const waiting = faults.filter(({ atMs }) => atMs <= safetyMs)
  for (let stepAtMs = 0; stepAtMs <= safetyMs; stepAtMs += stepMs) {
    for (let next = waiting[0]; next !== undefined && next.atMs <= stepAtMs; next = waiting[0]) {
      waiting.shift()
      runTo(next.atMs)
      const words = `${next.fault} ${JSON.stringify(next.with)}`
      watchers.note(words)
      if (beginFault(stage, next)) hits.set(next.fault, (hits.get(next.fault) ?? 0) + 1)
      else watchers.note(`${words}: nothing to hit`)
      watchers.onStep()
    }
    runTo(stepAtMs)
    watchers.onStep()
  }
}

/** A backup that takes over by itself may do so just after the healing: then the two reunite again. */
const reunionsMax = 4

function livenessPhase(stage: Stage, watchers: Watchers): void {
  watchers.note('heals everything')
  stage.heal()
  let why: string | null = null
  for (let round = 0; round < reunionsMax; round++) {
    const reunion = reunite(stage, (a, b) => watchers.onStatus(a, b))
    why = reunion.ok ? finishWork(stage, reunion.primary) : reunion.found
    if (why === null || !reunion.ok) break
  }
  if (why === null) watchers.atEnd()
  else watchers.find('convergence', 'CHA-03', `the two did not find together again: ${why}`)
}
