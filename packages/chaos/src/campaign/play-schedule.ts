import type { LabEvent } from '@understudy/shared'
import type { WorldPorts } from '@understudy/simulator'
import { allCheckers } from '../checkers/all.ts'
import { type Checker, type Fates, type Finding, noFates } from '../checkers/checker.ts'
import type { FaultName } from '../nemesis/table.ts'
import { VirtualStage } from '../nemesis/virtual-stage.ts'
import type { Schedule } from '../schedule/schedule.ts'
import type { WorldName } from '../schedule/world-name.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { livenessPhase, safetyPhase } from './phases.ts'
import { playCourse } from './play-course.ts'
import { PreparedLabs } from './prepared-labs.ts'
import { chainHashOf } from './trace-hash.ts'
import { Watchers } from './watchers.ts'

/** A schedule, played to its end. */
export interface PlayedSchedule {
  readonly schedule: Schedule
  readonly world: WorldName
  /** Empty = no law was broken. At most one per law. */
  readonly findings: readonly Finding[]
  readonly coverage: Coverage
  readonly fates: Fates
  /** Empty = of real processes, no two runs of which are the same. */
  readonly traceHash: string
  /** The lines by which a person follows a run: roles, links, syncs, owners, and each fault as it comes. */
  readonly trace: readonly string[]
  readonly events: readonly LabEvent[]
  /** Lab time since the beginning of the safety phase. */
  readonly virtualMs: number
  readonly steps: number
}

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
  const stage = new VirtualStage(world, lab)
  const startMs = world.nowMs
  const fates = { ...noFates }
  const watchers = new Watchers({ stage, mode: schedule.mode, stores, fates }, checkers)
  for (const event of world.events) watchers.tell(event)
  stage.onDestroyed = (name) => watchers.onDestroyed(name)
  world.trace.listen((event) => watchers.onEvent(event))
  const hits = new Map<FaultName, number>()
  try {
    playCourse(safetyPhase(schedule, stage, watchers, hits), stage)
    if (playCourse(livenessPhase(stage, watchers), stage)) watchers.atEnd()
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
    world: 'virtual',
    findings: watchers.findings,
    coverage: coverageOf(world.events, startMs, hits),
    fates,
    traceHash: chainHashOf(world.events),
    get trace() {
      return watchers.trace
    },
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
