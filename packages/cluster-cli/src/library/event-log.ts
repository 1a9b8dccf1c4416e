import type { LabChannel } from '@understudy/lab-channel'
import type { LabEvent } from '@understudy/shared'

/**
 * All events of a lab since its channel was joined, and who waits for one. Create it in the turn in which the channel
 * was joined.
 */
export class EventLog {
  readonly events: LabEvent[] = []
  readonly #clock: LabChannel['clock']
  readonly #waiting = new Set<(event: LabEvent) => void>()
  #waits = 0

  constructor(channel: LabChannel, onEvent: (event: LabEvent) => void = () => {}) {
    this.#clock = channel.clock
    channel.onEvent((event) => {
      this.events.push(event)
      onEvent(event)
      for (const tell of this.#waiting) tell(event)
    })
  }

  /** The first event from that index on that satisfies it; undefined = none within that much lab time. */
  eventFrom(
    index: number,
    holds: (event: LabEvent) => boolean,
    withinMs: number,
  ): Promise<LabEvent | undefined> {
    const seen = this.events.slice(index).find(holds)
    if (seen !== undefined) return Promise.resolve(seen)
    this.#waits += 1
    const timer = `library/until/${this.#waits}`
    return new Promise((resolve) => {
      const end = (event?: LabEvent): void => {
        this.#clock.clearTimer(timer)
        this.#waiting.delete(tell)
        resolve(event)
      }
      const tell = (event: LabEvent): void => {
        if (holds(event)) end(event)
      }
      this.#waiting.add(tell)
      this.#clock.setTimer(timer, this.#clock.nowMs() + withinMs, () => end())
    })
  }

  /** Lets this much lab time pass. */
  pass(ms: number): Promise<void> {
    this.#waits += 1
    const timer = `library/pass/${this.#waits}`
    return new Promise((resolve) =>
      this.#clock.setTimer(timer, this.#clock.nowMs() + ms, () => resolve()),
    )
  }
}
