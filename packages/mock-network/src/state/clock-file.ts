import { existsSync } from 'node:fs'
import type { Logger } from 'pino'
import { type Static, Type } from 'typebox'
import { readKept, writeKept } from './kept-file.ts'

/** Real time between two notes; after a kill, the lab time since the last note is lived again. */
const noteEveryMs = 1_000

const ClockForm = Type.Object(
  {
    format: Type.Literal('understudy-clock-1'),
    /** How far lab time had come. */
    labMs: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
)
type ClockForm = Static<typeof ClockForm>

/**
 * Keeps lab time beyond the network's end, however it ends (LAB-01): noted each second and at the end, so that what the
 * appliances stored does not lie in the future when the lab comes up again.
 */
export class ClockFile {
  readonly #path: string
  readonly #log: Logger
  #noted = 0
  /** Logged once, not every second. */
  #isFailing = false
  #timer: NodeJS.Timeout | undefined

  constructor(path: string, log: Logger) {
    this.#path = path
    this.#log = log
  }

  /** Undefined: the lab keeps no time. */
  static of({
    clockFile,
    log,
  }: {
    readonly clockFile?: string
    readonly log: Logger
  }): ClockFile | undefined {
    return clockFile === undefined ? undefined : new ClockFile(clockFile, log)
  }

  /** Where lab time continues: from the file, or at the lab file's start. A StartFailure if the file is invalid. */
  startsAtMs(labFileMs: number): number {
    return existsSync(this.#path)
      ? Math.max(labFileMs, readKept(ClockForm, this.#path, remedy).labMs)
      : labFileMs
  }

  /** Keeps lab time from now on. */
  follow(nowMs: () => number): void {
    this.#timer = setInterval(() => this.#note(nowMs()), noteEveryMs).unref()
  }

  stop(nowMs: number): void {
    clearInterval(this.#timer)
    this.#note(nowMs)
  }

  #note(labMs: number): void {
    if (labMs === this.#noted) return
    const form: ClockForm = { format: 'understudy-clock-1', labMs }
    try {
      writeKept(this.#path, form)
      this.#noted = labMs
      this.#isFailing = false
    } catch (error) {
      if (!this.#isFailing) this.#log.error({ err: error }, 'lab time cannot be kept')
      this.#isFailing = true
    }
  }
}

const remedy = "Remove it to begin with the lab file's time."
