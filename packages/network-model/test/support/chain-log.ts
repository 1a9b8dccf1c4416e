import { createRandom } from '@understudy/shared'
import { Chain, type Passage, type ToxicSpec } from '../../src/index.ts'

export { toxic } from '../../parity/index.ts'

/** When something came out of a chain, and what: "bytes 10", "end". */
export type Line = readonly [atMs: number, what: string]

/** A chain whose carrier comes whenever it is asked to, so that the times are exact. */
export class ChainLog {
  readonly chain: Chain
  readonly lines: Line[] = []
  nowMs = 0

  constructor(
    specs: readonly ToxicSpec[],
    seed = 'test',
    identity = { connection: '1', direction: 'upstream' },
  ) {
    this.chain = new Chain(specs, createRandom(seed), 0, identity)
  }

  push(byteCount: number): this {
    this.chain.push(byteCount, this.nowMs)
    return this.#advance()
  }

  end(): this {
    this.chain.end(this.nowMs)
    return this.#advance()
  }

  change(...specs: readonly ToxicSpec[]): this {
    this.chain.change(specs, this.nowMs)
    return this.#advance()
  }

  /** Lets time pass until that moment. */
  until(atMs: number): this {
    for (;;) {
      const wakeAtMs = this.chain.wakeAtMs
      if (wakeAtMs === null || wakeAtMs > atMs) break
      this.nowMs = Math.max(this.nowMs, wakeAtMs)
      this.#advance()
    }
    this.nowMs = atMs
    return this
  }

  /** How many bytes have passed. */
  get passedBytes(): number {
    return this.lines.reduce(
      (sum, [, what]) => sum + Number(/^bytes (\d+)$/.exec(what)?.[1] ?? 0),
      0,
    )
  }

  #advance(): this {
    for (const passage of this.chain.advance(this.nowMs))
      this.lines.push([this.nowMs, wordsOf(passage)])
    return this
  }
}

const wordsOf = (passage: Passage): string =>
  'count' in passage ? `${passage.kind} ${passage.count}` : passage.kind
