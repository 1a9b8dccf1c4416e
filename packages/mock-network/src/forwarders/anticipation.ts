import { monotonicMs } from '@understudy/lab-channel'

/** How long it stays awake for bytes that it expects; the share of a core that a wrong guess costs. */
const awakeMs = 0.12
/** Bytes that follow each other this closely make it expect more: a process woken takes its time too. */
const closeMs = 0.15
const confidenceMax = 64
const confidenceMin = 40

/**
 * Keeps the event loop turning for a moment after bytes have passed, where the next have lately come
 * within that moment: to wake a sleeping process costs some 30 microseconds, which each round trip
 * through the network would pay twice. Where answers take longer, as handshakes and commits do, it
 * soon sleeps at once again.
 */
export class Anticipation {
  readonly #nowMs: () => number
  readonly #nextTurn: (turn: () => void) => void
  #passedAtMs = 0
  #confidence = 0
  #isAwake = false

  /** The machine's time and its event loop, unless a test has others. */
  constructor(
    nowMs: () => number = monotonicMs,
    nextTurn: (turn: () => void) => void = (turn) => void setImmediate(turn),
  ) {
    this.#nowMs = nowMs
    this.#nextTurn = nextTurn
  }

  /** Bytes have passed through the network. */
  passed(): void {
    const nowMs = this.#nowMs()
    const isClose = nowMs - this.#passedAtMs < closeMs
    this.#passedAtMs = nowMs
    this.#confidence = isClose
      ? Math.min(confidenceMax, this.#confidence + 1)
      : Math.max(0, this.#confidence - 16)
    if (this.#isAwake || this.#confidence < confidenceMin) return
    this.#isAwake = true
    this.#nextTurn(this.#turn)
  }

  readonly #turn = (): void => {
    if (this.#nowMs() - this.#passedAtMs < awakeMs) {
      this.#nextTurn(this.#turn)
      return
    }
    this.#isAwake = false
  }
}
