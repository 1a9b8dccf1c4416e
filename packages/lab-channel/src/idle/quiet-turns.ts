import { performance } from 'node:perf_hooks'

/** Without libuv's counters (Node.js before 20.18), this many turns after the last poke count as quiet. */
const blindTurns = 3

/**
 * Waits until a whole turn of the event loop found nothing to do. By then, bytes that lay in this process's sockets
 * when {@link poke} was called have been read, and what they started is under way.
 */
export class QuietTurns {
  readonly #onQuiet: () => void
  #running = false
  #turnsLeft = 0
  #events = -1
  #stopped = false

  constructor(onQuiet: () => void) {
    this.#onQuiet = onQuiet
  }

  /** Something happened: `onQuiet` is called once when all is quiet again. */
  poke(): void {
    this.#events = -1
    this.#turnsLeft = blindTurns
    if (this.#running || this.#stopped) return
    this.#running = true
    setImmediate(this.#turn)
  }

  stop(): void {
    this.#stopped = true
  }

  // An immediate runs after the poll of its turn. The first one here runs after the rest of the poll that poked; the
  // next one has a whole poll before it.
  readonly #turn = (): void => {
    if (this.#stopped) return
    const before = this.#events
    this.#events = polledEvents() ?? -this.#turnsLeft--
    const quiet = this.#turnsLeft === 0 || (this.#events >= 0 && this.#events === before)
    if (!quiet) {
      setImmediate(this.#turn)
      return
    }
    this.#running = false
    this.#onQuiet()
  }
}

/** How many events this process's event loop has taken from the kernel so far. */
function polledEvents(): number | undefined {
  const timing = performance.nodeTiming as { uvMetricsInfo?: { events: number } }
  return timing.uvMetricsInfo?.events
}
