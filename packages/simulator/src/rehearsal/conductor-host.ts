import {
  Conductor,
  type ConductorEffect,
  type ConductorInput,
  type RehearsalPlan,
} from '@understudy/rehearsal'
import {
  type InputOf,
  type OperationName,
  type Outcome,
  operationOf,
  unreachable,
} from '@understudy/shared'
import { Inbox } from '../scheduler/inbox.ts'
import { NamedTimers } from '../scheduler/named-timers.ts'
import type { World } from '../world/world.ts'

/** How a rehearsal ended. */
export interface RehearsalOutcome {
  readonly outcome: 'completed' | 'stopped'
  readonly reason: string
}

/** Runs the conductor on a world. */
export class ConductorHost {
  readonly #world: World
  readonly #latencyMs: number
  readonly #conductor: Conductor
  readonly #inbox: Inbox<ConductorInput>
  readonly #timers: NamedTimers
  /** What steps downloaded, by the file's name. */
  readonly kept = new Map<string, string | Uint8Array>()
  #finished: RehearsalOutcome | null = null

  constructor(plan: RehearsalPlan, world: World) {
    this.#world = world
    this.#latencyMs = plan.lab.network.latencyMs
    this.#conductor = new Conductor(plan)
    this.#inbox = new Inbox(world.scheduler, (inputs) => this.#handle(inputs))
    this.#timers = new NamedTimers(world.scheduler, (timer) =>
      this.#inbox.put({ kind: 'timer', timer }),
    )
    world.trace.listen((event) => {
      if (event.source !== 'conductor') this.#inbox.put({ kind: 'event', event })
    })
  }

  get finished(): RehearsalOutcome | null {
    return this.#finished
  }

  start(): void {
    this.#inbox.put({ kind: 'start' })
  }

  #handle(inputs: readonly ConductorInput[]): void {
    for (const input of inputs)
      for (const effect of this.#conductor.step(input, this.#world.nowMs)) this.#perform(effect)
  }

  #perform(effect: ConductorEffect): void {
    switch (effect.kind) {
      case 'invoke':
        this.#invoke(effect)
        return
      case 'command': {
        const { call, to, command } = effect
        this.#world.command(to, command, (result) =>
          this.#inbox.put({ kind: 'answer', call, outcome: result }),
        )
        return
      }
      case 'set-timer':
        this.#timers.set(effect.timer, effect.atMs)
        return
      case 'clear-timer':
        this.#timers.clear(effect.timer)
        return
      case 'record':
        this.#world.trace.record('conductor', effect.event, this.#world.nowMs)
        return
      case 'keep':
        this.kept.set(effect.file, effect.text)
        return
      case 'finished':
        this.#finished = { outcome: effect.outcome, reason: effect.reason }
        return
      default:
        unreachable(effect)
    }
  }

  /** Operators sit at a desk of their own: the call and its answer cross the network (NET-01's gap is theirs). */
  #invoke({
    call,
    appliance,
    operation,
    input,
    keepAs,
  }: Extract<ConductorEffect, { kind: 'invoke' }>): void {
    const { scheduler } = this.#world
    scheduler.after(this.#latencyMs, () =>
      this.#world.invoke(
        appliance,
        operation,
        this.#handedOver(appliance, operation, input),
        (outcome) => {
          if (keepAs !== undefined) this.#fetch(appliance, outcome, keepAs)
          scheduler.after(this.#latencyMs, () => this.#inbox.put({ kind: 'answer', call, outcome }))
        },
      ),
    )
  }

  /** The input, with the name that the appliance has given the file. */
  #handedOver(appliance: string, operation: OperationName, input: InputOf<OperationName>): unknown {
    if (operationOf(operation).file !== 'takes') return input
    const bytes = this.kept.get((input as { file: string }).file)
    const file = bytes instanceof Uint8Array && this.#world.host(appliance).files?.put(bytes)
    return typeof file === 'string' ? { ...input, file } : input
  }

  #fetch(appliance: string, outcome: Outcome<unknown>, keepAs: string): void {
    if (!outcome.ok) return
    const { file } = outcome.value as { file: string }
    const bytes = this.#world.host(appliance).files?.get(file)
    if (bytes !== undefined) this.kept.set(keepAs, bytes)
  }
}
