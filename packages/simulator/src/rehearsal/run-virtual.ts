import type { RehearsalPlan } from '@understudy/rehearsal'
import type { LabEvent } from '@understudy/shared'
import { World, type WorldPorts } from '../world/world.ts'
import { ConductorHost, type RehearsalOutcome } from './conductor-host.ts'

/** What a rehearsal may use up before it is given up. */
export interface VirtualRunOptions {
  /** Virtual time; default seven days. */
  readonly virtualMsMax?: number
  /** Default a hundred million. */
  readonly stepsMax?: number
  /** Called with each event as it is recorded, to show progress. */
  readonly onEvent?: (event: LabEvent) => void
  /** Default true; false = who listens keeps what is needed, and the run holds none. */
  readonly keepsEvents?: boolean
}

export interface VirtualRun {
  /** [] = they were not to be kept. */
  readonly events: readonly LabEvent[]
  readonly outcome: RehearsalOutcome
  /** What steps downloaded, by the file's name. */
  readonly kept: ReadonlyMap<string, string | Uint8Array>
  readonly virtualMs: number
  readonly steps: number
}

/** The rehearsal used up its virtual time or steps, or nothing was left to happen, before it ended. */
export class EndlessRehearsalError extends Error {
  override readonly name = 'EndlessRehearsalError'
}

const dayMs = 86_400_000

/**
 * Plays a whole rehearsal in virtual time, from two fresh appliances to the conductor's last word.
 * The same plan gives the same events. Throws an {@link EndlessRehearsalError} beyond the bounds.
 */
export function runVirtual(
  plan: RehearsalPlan,
  ports: WorldPorts,
  options: VirtualRunOptions = {},
): VirtualRun {
  const virtualMsMax = options.virtualMsMax ?? 7 * dayMs
  const stepsMax = options.stepsMax ?? 100_000_000
  const startsAtMs = plan.lab.startsAtMs
  const world = new World({ lab: plan.lab, seed: plan.seed }, ports)
  if (options.keepsEvents === false) world.trace.keepNone()
  if (options.onEvent !== undefined) world.trace.listen(options.onEvent)
  const conductor = new ConductorHost(plan, world)
  conductor.start()
  const end = world.scheduler.runUntil(() => conductor.finished !== null, {
    untilMs: startsAtMs + virtualMsMax,
    stepsMax,
  })
  const virtualMs = world.nowMs - startsAtMs
  const { steps } = world.scheduler
  const outcome = conductor.finished
  if (outcome === null)
    throw new EndlessRehearsalError(
      `The rehearsal of ${plan.runbook.runbook} has not ended after ${virtualMs} ms of virtual time and ${steps} steps (${end}); expected it to end within ${virtualMsMax} ms and ${stepsMax} steps.`,
    )
  return { events: world.events, kept: conductor.kept, outcome, virtualMs, steps }
}
