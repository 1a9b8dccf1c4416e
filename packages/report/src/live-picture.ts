import type { LabEvent } from '@understudy/shared'
import { durationText } from './format.ts'
import { harmless, type Paint, paintOf } from './terminal.ts'

/**
 * Where a rehearsal is now, in a few lines that are drawn again in place: window, step, how long the site has been down, in all
 * and at present, and what is awaited (REH-04).
 */
export class LivePicture {
  readonly #paint: Paint
  readonly #isAttended: boolean
  #window = ''
  #step: { readonly title: string; readonly sinceMs: number } | null = null
  #done = 0
  #planned = 0
  #question: string | null = null
  readonly #down = new Set<string>()
  #downSinceMs = 0
  #downMs = 0

  constructor(options: { readonly color: boolean; readonly isAttended: boolean }) {
    this.#paint = paintOf(options.color)
    this.#isAttended = options.isAttended
  }

  take(event: LabEvent): void {
    if (event.name === 'rehearsal-started') this.#planned = event.steps?.length ?? 0
    else if (event.name === 'window-started') this.#window = event.title
    else if (event.name === 'step-started')
      this.#step = { title: `${event.step}: ${event.title}`, sinceMs: event.atMs }
    else if (event.name === 'step-ended') {
      this.#step = null
      if (event.outcome !== 'failed') this.#done += 1
    } else if (event.name === 'person-awaited') this.#question = event.question
    else if (event.name === 'person-answered') this.#question = null
    else if (event.name === 'rehearsal-taken-up') this.#takeUp(event.leftAtMs)
    else this.#takeOutage(event)
  }

  /** What to draw when lab time is that. */
  lines(nowMs: number): readonly string[] {
    const { bold, soft, good, bad, warn } = this.#paint
    const since = (fromMs: number): string => durationText(Math.max(0, nowMs - fromMs))
    const isDown = this.#down.size > 0
    const total = durationText(this.#downMs + (isDown ? Math.max(0, nowMs - this.#downSinceMs) : 0))
    const step = this.#step
    return [
      soft('─'.repeat(40)),
      `${bold(harmless(this.#window || 'preparing the lab'))} ${soft(`${this.#done} of ${this.#planned} steps`)}`,
      step === null ? soft('between steps') : harmless(`${step.title}, for ${since(step.sinceMs)}`),
      isDown
        ? bad(`the site is down for ${since(this.#downSinceMs)}, ${total} in all`)
        : good(`the site is served; it was down for ${total} in all`),
      ...(this.#question === null
        ? this.#isAttended
          ? [soft('pause + Enter: before the next step')]
          : []
        : [warn(harmless(this.#question)), warn('Enter: go on   skip REASON: skip the step')]),
    ]
  }

  /** The probes of then are gone. */
  #takeUp(leftAtMs: number): void {
    if (this.#down.size > 0) this.#downMs += Math.max(0, leftAtMs - this.#downSinceMs)
    this.#down.clear()
  }

  #takeOutage(event: LabEvent): void {
    if (event.name === 'outage-began') {
      if (this.#down.size === 0) this.#downSinceMs = event.startedAtMs
      this.#down.add(event.probe)
    } else if (event.name === 'outage-ended' && this.#down.delete(event.probe)) {
      if (this.#down.size === 0) this.#downMs += Math.max(0, event.endedAtMs - this.#downSinceMs)
    }
  }
}
