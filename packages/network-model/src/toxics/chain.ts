import { createRandom, type Random } from '@understudy/shared'
import { Fifo } from './fifo.ts'
import type { Passage } from './passage.ts'
import { type Emit, Stage, type StartToxic } from './stage.ts'
import { startToxic } from './start-toxic.ts'
import { arrangeStages, pairStages, restartsOf } from './succession.ts'
import type { ToxicSpec } from './toxic-spec.ts'

/** Which connection, and which of its two directions: mixed into the draws of a toxic with its own seed. */
export interface ChainIdentity {
  readonly connection: string
  readonly direction: string
}

/**
 * When this much waits in one chain its carrier stops reading (one more read may come). A latency must hold all bytes
 * under way, or it would limit the bandwidth too: 32 MiB, as much as Toxiproxy's 1,024 chunks of 32 KiB. What waits
 * for another toxic could as well wait at the sender.
 */
const heldBytesMax = 32 * 1024 * 1024
const queuedBytesMax = 4 * 1024 * 1024
const heldParcelsMax = 8_192

/**
 * The toxics of one direction of one connection, one after the other, as Toxiproxy chains them. It only
 * counts bytes: the carrier keeps them and does with them, first in first out, what {@link advance}
 * says. Times are milliseconds with fractions; everything happens at its own exact time, however late
 * the carrier asks. All chance comes from `random`, or from a toxic's own seed.
 */
export class Chain {
  readonly #random: Random
  readonly #identity: ChainIdentity
  #stages: readonly Stage[] = []
  #emitters: readonly Emit[] = []
  readonly #out = new Fifo<Passage>()
  #heldBytes = 0
  #isOver = false
  /** How many toxics were started here, so that each start draws anew. */
  #starts = 0
  /** Only toxics present when the connection began really reset it (Toxiproxy sets linger then). */
  #lingers = true

  constructor(
    specs: readonly ToxicSpec[],
    random: Random,
    nowMs: number,
    identity: ChainIdentity = { connection: '', direction: '' },
  ) {
    this.#random = random
    this.#identity = identity
    this.#connect(specs.map((spec) => new Stage(spec, this.#start, nowMs)))
    this.#lingers = false
  }

  /** No toxic is at work and nothing is held: bytes may bypass the chain. */
  get isClear(): boolean {
    return this.#out.length === 0 && !this.#isOver && this.#stages.every((stage) => stage.isClear)
  }

  /** Bytes that came in and have not yet been passed on or dropped. */
  get heldBytes(): number {
    return this.#heldBytes
  }

  /** The carrier should bring no more: 32 MiB in all, 4 MiB at a toxic other than latency, or 8,192 pieces. */
  get isFull(): boolean {
    if (this.#heldBytes >= heldBytesMax) return true
    let parcels = 0
    for (const stage of this.#stages) {
      if (stage.spec.type !== 'latency' && stage.heldBytes >= queuedBytesMax) return true
      parcels += stage.parcelCount
    }
    return parcels >= heldParcelsMax
  }

  /** When {@link advance} has something next, null = not before something else happens. */
  get wakeAtMs(): number | null {
    if (this.#isOver) return null
    let earliestMs = Number.POSITIVE_INFINITY
    for (const stage of this.#stages) earliestMs = Math.min(earliestMs, stage.wakeAtMs)
    return earliestMs === Number.POSITIVE_INFINITY ? null : earliestMs
  }

  /** The lab's faults that have touched this direction of the connection so far. */
  get touchedBy(): readonly string[] {
    return this.#stages.flatMap(({ spec, touched }) =>
      touched && spec.fault !== undefined ? [spec.fault] : [],
    )
  }

  /** Whether {@link advance} has something now, for instance what it was told to leave for later. */
  hasDue(nowMs: number): boolean {
    return this.#out.length > 0 || (this.wakeAtMs ?? Number.POSITIVE_INFINITY) <= nowMs
  }

  /** Bytes came from the sender. Call {@link advance} next. */
  push(byteCount: number, nowMs: number): void {
    if (this.#isOver || byteCount === 0) return
    this.#heldBytes += byteCount
    this.#enter({ kind: 'bytes', count: byteCount }, nowMs)
  }

  /** The sender has ended. Call {@link advance} next. */
  end(nowMs: number): void {
    if (!this.#isOver) this.#enter({ kind: 'end' }, nowMs)
  }

  /**
   * What is due by now, in order, at most `passagesMax`: a carrier with other flows to serve takes the rest
   * later ({@link hasDue}). Nothing comes after an ending.
   */
  advance(nowMs: number, passagesMax = Number.POSITIVE_INFINITY): readonly Passage[] {
    this.#run(nowMs, passagesMax)
    const passages: Passage[] = []
    while (passages.length < passagesMax) {
      const passage = this.#out.take()
      if (passage === undefined) break
      if (passage.kind === 'bytes' || passage.kind === 'drop') this.#heldBytes -= passage.count
      passages.push(passage)
    }
    return passages
  }

  /**
   * Sets the toxics from now on, matched to the old ones by origin and name. As in Toxiproxy, a toxic that
   * changes lets pass what it is serving and draws its toxicity again, and so does the one before a toxic
   * that comes or goes; a removed toxic releases all it holds at once. The lab's faults are not disturbed by
   * other toxics. What was due before is done first, in at most `stepsMax` steps.
   */
  change(specs: readonly ToxicSpec[], nowMs: number, stepsMax = Number.POSITIVE_INFINITY): void {
    this.#run(nowMs, stepsMax)
    const before = this.#stages
    const kept = pairStages(before, specs)
    const staying = before.filter(
      (stage, index) => kept.has(stage) || !stage.remove(nowMs, this.#emitterAt(index)),
    )
    const fresh = (spec: ToxicSpec): Stage => new Stage(spec, this.#start, nowMs)
    this.#connect(arrangeStages(staying, specs, kept, fresh))
    const restarts = restartsOf(before, this.#stages, kept)
    this.#stages.forEach((stage, index) => {
      const spec = restarts.get(stage)
      if (spec !== undefined) stage.restart(spec, nowMs, this.#emitterAt(index))
    })
    this.#run(nowMs, stepsMax)
  }

  #enter(passage: Passage, nowMs: number): void {
    const [first] = this.#stages
    if (first === undefined) this.#leave(passage)
    else first.push({ passage, atMs: nowMs, stampMs: nowMs })
  }

  /** Each toxic takes at most `stepsMax` steps, so that none gets ahead of what an earlier one still has to bring. */
  #run(nowMs: number, stepsMax: number): void {
    this.#stages.forEach((stage, index) => {
      stage.run(nowMs, this.#emitterAt(index), stepsMax)
    })
  }

  #connect(stages: readonly Stage[]): void {
    this.#stages = stages
    this.#emitters = stages.map((_, index) => {
      const next = stages[index + 1]
      if (next === undefined) return (passage) => this.#leave(passage)
      return (passage, atMs, stampMs) => next.push({ passage, atMs, stampMs })
    })
  }

  #emitterAt(index: number): Emit {
    return this.#emitters[index] as Emit
  }

  #leave(passage: Passage): void {
    if (this.#isOver) return
    this.#isOver = passage.kind !== 'bytes' && passage.kind !== 'drop'
    this.#out.push(passage)
  }

  readonly #start: StartToxic = (spec, nowMs, transmitted) => {
    const { connection, direction } = this.#identity
    const start = `${spec.name}#${this.#starts++}`
    const own = spec.seed === undefined ? undefined : createRandom(spec.seed)
    // A fault of the lab either hits a connection or does not: the same for both directions.
    const hit = own?.fork(connection) ?? this.#random.fork(`${start}/toxicity`)
    if (hit.next() >= spec.toxicity) return undefined
    const random = own?.fork(`${connection}/${direction}`) ?? this.#random.fork(start)
    const lingers = this.#lingers || spec.fault !== undefined
    return startToxic(spec, { nowMs, random, transmitted, lingers })
  }
}
