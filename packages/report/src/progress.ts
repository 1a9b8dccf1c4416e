import type { LabEvent } from '@understudy/shared'
import { clockText, durationText, plural } from './format.ts'
import { harmless, type Paint, paintOf } from './terminal.ts'

/**
 * What to print while a rehearsal runs: takes the events one by one and returns the lines for each, mostly none. Every
 * line begins with the lab time since the rehearsal began.
 */
export class Progress {
  readonly #paint: Paint
  #originMs: number | null = null
  readonly #stepBeganMs = new Map<string, number>()
  /** Probes without an answer, and since when the first of them has had none, as far as known. */
  readonly #down = new Set<string>()
  #downSinceMs = Number.POSITIVE_INFINITY

  constructor(options: { readonly color: boolean }) {
    this.#paint = paintOf(options.color)
  }

  take(event: LabEvent): readonly string[] {
    if (event.name === 'rehearsal-started') this.#originMs = event.atMs
    const originMs = this.#originMs
    if (originMs === null) return []
    if (event.name === 'rehearsal-ended') this.#originMs = null
    const at = this.#paint.soft(clockText(event.atMs - originMs).padStart(8))
    return this.#linesOf(event).map((line) => `${at}  ${line}`)
  }

  #linesOf(event: LabEvent): readonly string[] {
    const { bold, good, bad, warn } = this.#paint
    switch (event.name) {
      case 'rehearsal-started':
        return [bold(harmless(event.title))]
      case 'lab-ready':
        return ['the lab is ready']
      case 'window-started':
        return [bold(harmless(event.title))]
      case 'step-started':
        this.#stepBeganMs.set(event.step, event.atMs)
        return [harmless(`  ${event.step}: ${event.title}`)]
      case 'step-ended':
        return this.#stepEnded(event)
      case 'person-awaited':
        return [warn(harmless(`  waits for a person (${event.step}): ${event.question}`))]
      case 'person-answered':
        return [harmless(`  ${event.word}${event.reason === '' ? '' : `: ${event.reason}`}`)]
      case 'rehearsal-taken-up':
        this.#down.clear()
        this.#downSinceMs = Number.POSITIVE_INFINITY
        return ['gone on with here']
      case 'warning':
        return [warn(harmless(`  warning (${event.code}): ${event.message}`))]
      case 'alert':
        return [warn(harmless(`  ${event.source} alerts (${event.code}): ${event.message}`))]
      case 'outage-began':
        return this.#outageBegan(event.probe, event.reason)
      case 'outage-ended':
        return this.#outageEnded(event)
      case 'update-started':
        return [harmless(`    ${event.source} installs ${event.package}`)]
      case 'update-finished':
        return [good(harmless(`    ${event.source} has installed ${event.package}`))]
      case 'update-interrupted':
        return [bad(harmless(`    ${event.source}: installing ${event.package} was interrupted`))]
      case 'sync-failed':
        return [bad(harmless(`    ${event.source}: sync failed: ${event.reason}`))]
      case 'audit':
        return [`audit: ${plural(event.lost.length, 'acknowledged session')} lost`]
      case 'rehearsal-ended':
        return event.outcome === 'stopped' ? [bad(harmless(`stopped: ${event.reason}`))] : []
      default:
        return []
    }
  }

  #stepEnded(event: Extract<LabEvent, { name: 'step-ended' }>): readonly string[] {
    const tookMs = event.atMs - (this.#stepBeganMs.get(event.step) ?? event.atMs)
    const line = harmless(`  ${event.step} ${event.outcome} after ${durationText(tookMs)}`)
    if (event.outcome !== 'failed')
      return [event.outcome === 'passed' ? this.#paint.good(line) : line]
    const { expected, found } = event
    const why = [`    expected ${expected}`, `    found    ${found}`]
    return [line, ...why.map(harmless)].map(this.#paint.bad)
  }

  #outageBegan(probe: string, reason: string): readonly string[] {
    const first = this.#down.size === 0
    this.#down.add(probe)
    return first ? [this.#paint.bad(harmless(`    the site is down: ${reason}`))] : []
  }

  /** Only now is it known when the outage began: later than the last good answer. */
  #outageEnded(ended: Extract<LabEvent, { name: 'outage-ended' }>): readonly string[] {
    this.#down.delete(ended.probe)
    this.#downSinceMs = Math.min(this.#downSinceMs, ended.startedAtMs)
    if (this.#down.size > 0) return []
    const downMs = ended.endedAtMs - this.#downSinceMs
    this.#downSinceMs = Number.POSITIVE_INFINITY
    return [`    the site is back after ${durationText(downMs)}`]
  }
}
