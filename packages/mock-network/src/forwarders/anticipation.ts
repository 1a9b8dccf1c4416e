import { monotonicMs } from '@understudy/lab-channel'

/** How long it stays awake for expected bytes: the CPU time that a wrong guess costs. */
const awakeMs = 0.12
/** Bytes this close together make it expect more: a woken process takes its time too. */
const closeMs = 0.15
const confidenceMax = 64
const confidenceMin = 40

/**
 * Keeps the event loop spinning for a moment after bytes have passed, if recent ones were followed by more within that
 * moment: waking a sleeping process costs some 30 microseconds, which each round trip through the network would pay
 * twice. Where answers take longer, as with handshakes and commits, it soon goes back to sleeping at once.
 */
export class Anticipation {
  readonly #nowMs: () => number
  readonly #nextTurn: (turn: () => void) => void
  #passedAtMs = 0
  #confidence = 0
  #isAwake = false

  /** The machine's time and event loop, unless a test passes others. */
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
