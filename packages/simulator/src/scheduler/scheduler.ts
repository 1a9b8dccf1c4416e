import { assert } from '@understudy/shared'
import { EventHeap, pendingMax } from './event-heap.ts'

/** Names one scheduled action until it has run or was cancelled. */
export type Handle = number

/** What ends a run that does not end by itself. */
export interface RunBounds {
  /** Virtual time beyond which nothing is run. */
  readonly untilMs: number
  readonly stepsMax: number
}

/**
 * `reached`: the time, or the condition, that was asked for. `idle`: nothing waits any more. `late`
 * and `exhausted`: the bound on virtual time, or on steps, came first.
 */
export type RunEnd = 'reached' | 'idle' | 'late' | 'exhausted'

/**
 * Virtual time. Actions run one after the other in the order of (time, sequence), so two runs with
 * the same inputs are the same run. Times are integer milliseconds and never go back.
 */
export class Scheduler {
  readonly #heap = new EventHeap()
  /**
   * Slots of what was asked for at this moment, for this moment, which is half of all: it runs in this order, after what the heap
   * has for this moment, which was asked for earlier. The first `#dueTaken` have run.
   */
  #due: number[] = []
  #dueTaken = 0
  /** By slot. A cancelled action leaves undefined, and its slot is free when the heap comes to it. */
  readonly #actions: (((argument: never) => void) | undefined)[] = []
  /** What each action is called with. */
  readonly #arguments: unknown[] = []
  readonly #sequences: number[] = []
  readonly #freeSlots: number[] = []
  #nowMs: number
  #sequence = 0
  #steps = 0

  constructor(startsAtMs: number) {
    assert(Number.isSafeInteger(startsAtMs), `a start in integer milliseconds, not ${startsAtMs}`)
    this.#nowMs = startsAtMs
  }

  get nowMs(): number {
    return this.#nowMs
  }

  /** How many actions have run. */
  get steps(): number {
    return this.#steps
  }

  /** Runs the action at that time; a time in the past means now, after what already waits. */
  at(timeMs: number, action: () => void): Handle {
    return this.atWith(timeMs, action, undefined)
  }

  /** As {@link at}, and gives the action its argument: on hot paths one function serves all, and none is made for each event. */
  atWith<T>(timeMs: number, action: (argument: T) => void, argument: T): Handle {
    assert(Number.isSafeInteger(timeMs), () => `a time in integer milliseconds, not ${timeMs}`)
    const slot = this.#freeSlots.pop() ?? this.#actions.length
    assert(slot < pendingMax, () => `more than ${pendingMax} actions wait`)
    this.#sequence += 1
    this.#actions[slot] = action
    this.#arguments[slot] = argument
    this.#sequences[slot] = this.#sequence
    if (timeMs <= this.#nowMs) this.#due.push(slot)
    else this.#heap.push(timeMs, this.#sequence, slot)
    return this.#sequence * pendingMax + slot
  }

  after(delayMs: number, action: () => void): Handle {
    return this.at(this.#nowMs + delayMs, action)
  }

  /** Cancels the action; does nothing if it has run or was cancelled. */
  cancel(handle: Handle): void {
    const slot = handle % pendingMax
    if (this.#sequences[slot] === (handle - slot) / pendingMax) this.#actions[slot] = undefined
  }

  /**
   * Runs until that time, everything due at it included, or until the condition holds, which is checked before each
   * action and once more when nothing is left.
   */
  runUntil(until: number | (() => boolean), bounds: RunBounds): RunEnd {
    const lastStep = this.#steps + bounds.stepsMax
    const targetMs = typeof until === 'number' ? until : Number.POSITIVE_INFINITY
    const horizonMs = Math.min(targetMs, bounds.untilMs)
    for (;;) {
      if (typeof until !== 'number' && until()) return 'reached'
      this.#dropCancelled()
      if (this.#firstTimeMs > horizonMs) break
      if (this.#steps >= lastStep) return 'exhausted'
      this.#runFirst()
    }
    if (targetMs <= bounds.untilMs) {
      this.#nowMs = Math.max(this.#nowMs, targetMs)
      return 'reached'
    }
    if (this.#firstTimeMs === Number.POSITIVE_INFINITY) return 'idle'
    this.#nowMs = Math.max(this.#nowMs, bounds.untilMs)
    return 'late'
  }

  /** When the next action is due; infinity = none waits. */
  get #firstTimeMs(): number {
    if (this.#dueTaken < this.#due.length) return this.#nowMs
    return this.#heap.size === 0 ? Number.POSITIVE_INFINITY : this.#heap.firstTimeMs
  }

  /** Whether the next one is of those asked for at this moment. Only where one waits. */
  get #isFirstDue(): boolean {
    if (this.#dueTaken === this.#due.length) return false
    return this.#heap.size === 0 || this.#heap.firstTimeMs > this.#nowMs
  }

  #takeFirst(): number {
    if (!this.#isFirstDue) return this.#heap.pop()
    const slot = this.#due[this.#dueTaken] as number
    this.#dueTaken += 1
    if (this.#dueTaken === this.#due.length) {
      this.#due.length = 0
      this.#dueTaken = 0
    }
    return slot
  }

  #runFirst(): void {
    this.#nowMs = this.#firstTimeMs
    const slot = this.#takeFirst()
    const action = this.#actions[slot] as ((argument: unknown) => void) | undefined
    const argument = this.#arguments[slot]
    this.#release(slot)
    this.#steps += 1
    action?.(argument)
  }

  #dropCancelled(): void {
    while (this.#firstTimeMs !== Number.POSITIVE_INFINITY) {
      const slot = this.#isFirstDue ? (this.#due[this.#dueTaken] as number) : this.#heap.firstSlot
      if (this.#actions[slot] !== undefined) return
      this.#release(this.#takeFirst())
    }
  }

  #release(slot: number): void {
    this.#actions[slot] = undefined
    this.#arguments[slot] = undefined
    this.#sequences[slot] = 0
    this.#freeSlots.push(slot)
  }
}
