import { Fifo } from './fifo.ts'
import type { Transmitted } from './limit-data.ts'
import type { Parcel, Passage } from './passage.ts'
import type { Service, Toxic } from './toxic.ts'
import type { ToxicSpec } from './toxic-spec.ts'

/** Takes what leaves a stage, in order, with the time at which it left. */
export type Emit = (passage: Passage, atMs: number, stampMs: number) => void

/** Starts a toxic on this connection; undefined if by its toxicity it does not take part. */
export type StartToxic = (
  spec: ToxicSpec,
  nowMs: number,
  transmitted: Transmitted,
) => Toxic | undefined

interface Serving {
  readonly parcel: Parcel
  readonly service: Service
  isOut: boolean
}

const never = Number.POSITIVE_INFINITY

/** One toxic of a chain and what waits for it. Its times are exact, however late it is run. */
export class Stage {
  #spec: ToxicSpec
  readonly #start: StartToxic
  readonly #queue = new Fifo<Parcel>()
  readonly #transmitted: Transmitted = { bytes: 0 }
  #heldBytes = 0
  #toxic: Toxic | undefined
  #serving: Serving | undefined
  #freeAtMs = Number.NEGATIVE_INFINITY
  /** An ending has left: only dropped bytes come after it. */
  #isOver = false
  #touched = false

  constructor(spec: ToxicSpec, start: StartToxic, nowMs: number) {
    this.#spec = spec
    this.#start = start
    this.#toxic = start(spec, nowMs, this.#transmitted)
  }

  get spec(): ToxicSpec {
    return this.#spec
  }

  /** The stage does nothing and holds nothing. */
  get isClear(): boolean {
    return this.#toxic === undefined && this.#serving === undefined && this.#queue.length === 0
  }

  /** Whether the toxic has touched anything on this connection. */
  get touched(): boolean {
    return this.#touched
  }

  get parcelCount(): number {
    return this.#queue.length
  }

  /** When {@link run} has something to do, Infinity = never. */
  get wakeAtMs(): number {
    return Math.min(this.#nextStepAtMs(), this.#alarmAtMs())
  }

  /** Bytes that came in and have not left yet. */
  get heldBytes(): number {
    return this.#heldBytes
  }

  push(parcel: Parcel): void {
    this.#heldBytes += bytesOf(parcel.passage)
    this.#queue.push(parcel)
  }

  /**
   * Does what is due up to that moment, in order, in at most `stepsMax` steps. After the last one it stops, without
   * checking the alarm either: the toxic before may still bring something earlier.
   */
  run(untilMs: number, emit: Emit, stepsMax: number): void {
    for (let steps = 0; this.#finish(untilMs, emit); steps++) {
      if (steps >= stepsMax) return
      const head = this.#queue.first
      const startMs = head === undefined ? never : Math.max(head.atMs, this.#freeAtMs)
      const alarmMs = this.#alarmAtMs()
      if (alarmMs <= Math.min(startMs, untilMs)) {
        this.#touched = true
        this.#leave({ kind: 'close' }, alarmMs, alarmMs, emit)
        continue
      }
      if (head === undefined || startMs > untilMs) return
      this.#queue.take()
      this.#serving = { parcel: head, service: this.#serve(head, startMs), isOut: false }
    }
  }

  /** Starts afresh, with new settings or the same. What is being served passes at once. */
  restart(spec: ToxicSpec, nowMs: number, emit: Emit): void {
    this.#spec = spec
    if (this.#serving?.service.isCommitted) return
    this.#interrupt(nowMs, emit)
    this.#toxic = this.#start(spec, nowMs, this.#transmitted)
  }

  /** Lets everything it holds pass. False: it has begun something that nothing stops, and stays. */
  remove(nowMs: number, emit: Emit): boolean {
    if (this.#serving?.service.isCommitted) return false
    this.#interrupt(nowMs, emit)
    if (this.#spec.type === 'timeout' && !this.#isOver)
      this.#leave({ kind: 'close' }, nowMs, nowMs, emit)
    for (let parcel = this.#queue.take(); parcel !== undefined; parcel = this.#queue.take())
      this.#leave(parcel.passage, nowMs, parcel.stampMs, emit)
    return true
  }

  #nextStepAtMs(): number {
    const serving = this.#serving
    const head = this.#queue.first
    if (serving === undefined)
      return head === undefined ? never : Math.max(head.atMs, this.#freeAtMs)
    if (!serving.isOut) return serving.service.atMs
    const { atMs, freeAtMs = atMs, restBytes = 0 } = serving.service
    return restBytes > 0 || head !== undefined ? freeAtMs : never
  }

  #alarmAtMs(): number {
    return this.#isOver ? never : (this.#toxic?.alarmAtMs?.() ?? never)
  }

  #serve({ passage, stampMs }: Parcel, nowMs: number): Service {
    const toxic = this.#isOver ? undefined : this.#toxic
    if (toxic === undefined || passage.kind === 'drop') return { atMs: nowMs, out: [passage] }
    if (passage.kind === 'bytes') {
      this.#touched = true
      return toxic.bytes(passage.count, nowMs, stampMs)
    }
    if (toxic.ending === undefined) return { atMs: nowMs, out: [passage] }
    this.#touched = true
    return toxic.ending(passage, nowMs)
  }

  /** Finishes what is being served if it is due. False: not yet. */
  #finish(untilMs: number, emit: Emit): boolean {
    const serving = this.#serving
    if (serving === undefined) return true
    const { parcel, service } = serving
    const { atMs, out, restBytes = 0, freeAtMs = atMs, stampMs = parcel.stampMs } = service
    if (atMs > untilMs) return false
    if (!serving.isOut) for (const passage of out) this.#leave(passage, atMs, stampMs, emit)
    serving.isOut = true
    if (freeAtMs > untilMs) return false
    this.#serving = undefined
    this.#freeAtMs = freeAtMs
    if (restBytes > 0) {
      const passage: Passage = { kind: 'bytes', count: restBytes }
      this.#queue.putBack({ ...parcel, passage, atMs: freeAtMs })
    }
    return true
  }

  #interrupt(nowMs: number, emit: Emit): void {
    const serving = this.#serving
    if (serving === undefined) return
    this.#serving = undefined
    this.#freeAtMs = nowMs
    const { parcel, service, isOut } = serving
    const { passage, stampMs } = parcel
    if (passage.kind === 'bytes') {
      const count = isOut ? (service.restBytes ?? 0) : passage.count
      if (count > 0) this.#leave({ kind: 'bytes', count }, nowMs, stampMs, emit)
    } else if (!isOut) this.#queue.putBack(parcel)
  }

  #leave(passage: Passage, atMs: number, stampMs: number, emit: Emit): void {
    this.#heldBytes -= bytesOf(passage)
    const isEnding = passage.kind !== 'bytes' && passage.kind !== 'drop'
    if (this.#isOver) {
      if (!isEnding) emit({ kind: 'drop', count: passage.count }, atMs, stampMs)
      return
    }
    this.#isOver = isEnding
    emit(passage, atMs, stampMs)
  }
}

const bytesOf = (passage: Passage): number =>
  passage.kind === 'bytes' || passage.kind === 'drop' ? passage.count : 0
