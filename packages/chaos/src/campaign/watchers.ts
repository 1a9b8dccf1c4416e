import type { ApplianceStatus, LabEvent } from '@understudy/shared'
import type { Checker, Finding, Scene, Watch } from '../checkers/checker.ts'
import type { PairName } from '../schedule/lab-options.ts'
import { isTelling, timeText, traceLineOf } from './trace-text.ts'

const tracedLines = 25

/** All laws for one run, and the trace by which a person follows it. */
export class Watchers {
  /** Lines, and events whose line nobody has read so far. */
  readonly #traced: (string | LabEvent)[] = []
  readonly #scene: Scene
  readonly #startMs: number
  readonly #watches: readonly Watch[]
  readonly #listening: readonly Watch[]
  readonly #findings = new Map<string, Finding>()

  constructor(given: Omit<Scene, 'note' | 'gone'>, checkers: readonly Checker[]) {
    const scene = { ...given, gone: new Set<string>(), note: (text: string) => this.note(text) }
    this.#scene = scene
    this.#startMs = scene.stage.nowMs
    this.#watches = checkers.map(({ law, spec, watch }) =>
      watch(scene, (message, records) => this.find(law, spec, message, records)),
    )
    this.#listening = this.#watches.filter(({ onEvent }) => onEvent !== undefined)
  }

  /** An event of before the safety phase: laws know of it, the trace does not show it. */
  tell(event: LabEvent): void {
    for (const watch of this.#listening) watch.onEvent?.(event)
  }

  onEvent(event: LabEvent): void {
    if (isTelling(event)) this.#traced.push(event)
    this.tell(event)
  }

  /** The lines by which a person follows the run, so far. */
  get trace(): readonly string[] {
    return this.#lines(this.#traced)
  }

  #lines(traced: readonly (string | LabEvent)[]): readonly string[] {
    return traced.map((one) => (typeof one === 'string' ? one : traceLineOf(one, this.#startMs)))
  }

  /** At most one per law: later ones follow from the first. */
  get findings(): readonly Finding[] {
    return [...this.#findings.values()]
  }

  find(law: string, spec: string, message: string, records: readonly string[] = []): void {
    if (this.#findings.has(law)) return
    const atMs = this.#scene.stage.nowMs - this.#startMs
    const trace = this.#lines(this.#traced.slice(-tracedLines))
    this.#findings.set(law, { law, spec, message, records, atMs, trace })
  }

  /** Adds the nemesis's own line to the trace. */
  note(text: string): void {
    const atMs = this.#scene.stage.nowMs - this.#startMs
    this.#traced.push(`${timeText(atMs)} nemesis ${text}`)
  }

  onStep(): void {
    for (const watch of this.#watches) watch.onStep?.()
  }

  onDisk(name: PairName): void {
    for (const watch of this.#watches) watch.onDisk?.(name)
    this.onStep()
  }

  onDestroyed(name: PairName): void {
    for (const watch of this.#watches) watch.onDestroyed?.(name)
  }

  onStatus(a: ApplianceStatus, b: ApplianceStatus): void {
    this.onStep()
    for (const watch of this.#watches) watch.onStatus?.(a, b)
  }

  atEnd(): void {
    this.onStep()
    for (const watch of this.#watches) watch.atEnd?.()
  }
}
