import type { Chain, Passage } from '@understudy/network-model'
import type { Handle } from '../scheduler/scheduler.ts'
import type { PathState, Way } from './path-state.ts'

interface Waiting<T> {
  readonly item: T
  /** Bytes of it that have not passed yet. */
  bytesLeft: number
  /** Some of its bytes were dropped: it never arrives. */
  damaged: boolean
  /** It is the end of the stream, which a chain may hold back separately. */
  readonly isEnd: boolean
}

export interface ShaperPorts<T> {
  readonly pass: (item: T) => void
  /** A fault ends the connection: with a proper close, or by a reset. */
  readonly cut: (how: 'close' | 'reset') => void
}

/**
 * Carries the items of one direction through a chain of faults, which works on bytes: an item has
 * passed when its last byte has.
 */
export class Shaper<T> {
  readonly #path: PathState
  readonly #way: Way
  readonly #chain: Chain
  readonly #ports: ShaperPorts<T>
  #waiting: Waiting<T>[] = []
  #wake: { readonly atMs: number; readonly handle: Handle } | null = null

  constructor(path: PathState, way: Way, chain: Chain, ports: ShaperPorts<T>) {
    this.#path = path
    this.#way = way
    this.#chain = chain
    this.#ports = ports
  }

  /** Nothing waits, and no fault would hold anything up. */
  get isClear(): boolean {
    return this.#chain.isClear && this.#waiting.length === 0
  }

  push(item: T, sizeBytes: number, isEnd: boolean): void {
    this.#waiting.push({ item, bytesLeft: sizeBytes, damaged: false, isEnd })
    const { nowMs } = this.#path.scheduler
    if (isEnd) this.#chain.end(nowMs)
    else this.#chain.push(sizeBytes, nowMs)
    this.#advance()
  }

  /** The faults of the direction have changed. */
  change(): void {
    this.#path.changeChain(this.#chain, this.#way)
    this.#advance()
  }

  destroy(): void {
    this.#waiting = []
    this.#disarm()
  }

  #advance(): void {
    for (const passage of this.#chain.advance(this.#path.scheduler.nowMs)) this.#on(passage)
    this.#path.noteTouched(this.#way.connection, this.#chain.touchedBy)
    this.#arm()
  }

  #on(passage: Passage): void {
    switch (passage.kind) {
      case 'bytes':
      case 'drop':
        this.#take(passage.count, passage.kind === 'drop')
        return
      case 'end':
        this.#passEnd()
        return
      case 'close':
      case 'reset':
        this.destroy()
        this.#ports.cut(passage.kind)
    }
  }

  #take(count: number, dropped: boolean): void {
    let left = count
    for (let head = this.#waiting[0]; head !== undefined && !head.isEnd; head = this.#waiting[0]) {
      const taken = Math.min(left, head.bytesLeft)
      head.bytesLeft -= taken
      left -= taken
      if (dropped && taken > 0) head.damaged = true
      if (head.bytesLeft > 0) return
      this.#waiting.shift()
      if (!head.damaged) this.#ports.pass(head.item)
    }
  }

  #passEnd(): void {
    const head = this.#waiting.shift()
    if (head !== undefined) this.#ports.pass(head.item)
  }

  #arm(): void {
    const { wakeAtMs } = this.#chain
    const atMs = wakeAtMs === null ? null : Math.ceil(wakeAtMs)
    if (this.#wake?.atMs === atMs) return
    this.#disarm()
    if (atMs === null) return
    const handle = this.#path.scheduler.at(atMs, () => {
      this.#wake = null
      this.#advance()
    })
    this.#wake = { atMs, handle }
  }

  #disarm(): void {
    if (this.#wake !== null) this.#path.scheduler.cancel(this.#wake.handle)
    this.#wake = null
  }
}
