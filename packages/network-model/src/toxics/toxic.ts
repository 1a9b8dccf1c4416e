import type { Ending, Passage } from './passage.ts'

/** What a toxic does with the parcel at the head of its queue. Times in ms, with fractions. */
export interface Service {
  /** When `out` leaves; Infinity = not before the toxic is changed or removed. */
  readonly atMs: number
  readonly out: readonly Passage[]
  /** How many of the parcel's bytes stay at the head of the queue, to be served next. Default 0. */
  readonly restBytes?: number
  /** When the next parcel may be served. Default `atMs`. */
  readonly freeAtMs?: number
  /** From when later delays of what leaves count. Default: unchanged. */
  readonly stampMs?: number
  /** Goes on even if the toxic is changed or removed meanwhile. Default false. */
  readonly isCommitted?: boolean
}

/** A toxic at work on one direction of one connection. */
export interface Toxic {
  /** Serves the head of the queue: `count` bytes that came into the chain at `stampMs`. */
  bytes(count: number, nowMs: number, stampMs: number): Service
  /** Serves an ending. Default: it passes at once. */
  ending?(passage: Ending, nowMs: number): Service
  /** When it closes the connection by itself. Default: never. */
  alarmAtMs?(): number | null
}
