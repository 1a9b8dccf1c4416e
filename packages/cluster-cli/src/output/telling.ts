import { LivePicture, Progress } from '@understudy/report'
import type { LabEvent } from '@understudy/shared'
import type { Terminal } from '../usage/terminal.ts'

/** Real time: how often the picture is drawn again while nothing happens. */
const againMs = 500

/**
 * Tells of a rehearsal while it is played: lines as they come, and on a terminal below them, in place, where it is, how long the
 * site is down and what is awaited (REH-04). The console that started it is told the conductor's events.
 */
export class Telling {
  readonly #terminal: Terminal
  readonly #progress: Progress
  readonly #picture: LivePicture
  readonly #say: (text: string) => void
  #timer: NodeJS.Timeout | undefined
  /** How far the machine's clock is ahead of lab time, by the last event. */
  #aheadMs = 0

  constructor(
    terminal: Terminal,
    options: { color: boolean; say: (text: string) => void; isAttended: boolean },
  ) {
    const { color, say, isAttended } = options
    this.#terminal = terminal
    this.#progress = new Progress({ color })
    this.#picture = new LivePicture({ color, isAttended })
    this.#say = say
  }

  take(event: LabEvent): void {
    const { screen, starter } = this.#terminal
    if (event.source === 'conductor') starter?.tell({ event })
    for (const text of this.#progress.take(event))
      if (screen === undefined) this.#say(`${text}\n`)
      else screen.above(text)
    if (screen === undefined) return
    this.#picture.take(event)
    this.#aheadMs = Date.now() - event.atMs
    this.#timer ??= setInterval(() => this.#draw(), againMs)
  }

  /** What another process has told already; whom it left waiting is asked again. */
  recall(events: readonly LabEvent[]): void {
    const own = events.filter(({ source }) => source === 'conductor')
    for (const event of events) this.#picture.take(event)
    const last = own.at(-1)
    for (const event of own) {
      const lines = this.#progress.take(event)
      if (event === last && event.name === 'person-awaited') this.#say(`${lines.join('\n')}\n`)
    }
  }

  /** What was drawn in place is gone; the lines stay. */
  end(): void {
    clearInterval(this.#timer)
    this.#terminal.screen?.end()
  }

  #draw(): void {
    this.#terminal.screen?.draw(this.#picture.lines(Date.now() - this.#aheadMs))
  }
}
