import {
  EventRing,
  emptyView,
  encodeMessage,
  heartbeat,
  type LabOutlineTold,
  type LiveView,
  type NumberedEvent,
  type Statuses,
  type StreamMessage,
  takeEvent,
  takeStatuses,
} from '@understudy/console'
import type { LabEvent } from '@understudy/shared'

/** Somebody who looks: where their part of the stream goes. */
export interface Viewer {
  readonly write: (text: string) => void
  /** Bytes that they have not taken yet. */
  readonly waiting: () => number
  /** Ends their stream; their page comes again and resumes. */
  readonly end: () => void
}

const ringSize = 20_000
/** A page that opens sees so many events of before. */
const newestCount = 1_000
/** Events are told together: people see no faster. */
const togetherMs = 250
const beatMs = 15_000
const viewersMax = 20
/** A page that takes less than it is sent is let go, rather than kept for. */
const waitingBytesMax = 4 * 1024 * 1024

/**
 * The stream of a lab's console: keeps the view and the last events, and tells whoever looks. What it costs depends on the
 * events and, only while somebody looks, on how many do; nothing grows with the hours (LAB-03).
 */
export class LiveFeed {
  readonly view: LiveView
  readonly #ring = new EventRing(ringSize)
  readonly #viewers = new Set<Viewer>()
  /** Numbers are this process's own: another one's mean nothing here. */
  readonly #run: string
  #untold: NumberedEvent[] = []
  #timer: NodeJS.Timeout | undefined
  readonly #beat: NodeJS.Timeout

  constructor(lab: LabOutlineTold, run: string) {
    this.view = emptyView(lab)
    this.#run = run
    this.#beat = setInterval(() => {
      for (const viewer of this.#viewers) viewer.write(heartbeat)
    }, beatMs)
    this.#beat.unref()
  }

  get isWatched(): boolean {
    return this.#viewers.size > 0
  }

  take(event: LabEvent): void {
    takeEvent(this.view, event)
    const numbered = this.#ring.add(event)
    if (!this.isWatched) return
    this.#untold.push(numbered)
    this.#timer ??= setTimeout(() => this.#tellEvents(), togetherMs)
  }

  takeStatuses(statuses: Statuses): void {
    takeStatuses(this.view, statuses)
    this.tell({ kind: 'statuses', data: statuses })
  }

  /** Told at once, after the events that came before. */
  tell(message: StreamMessage): void {
    if (!this.isWatched) return
    this.#tellEvents()
    this.#send(encodeMessage(message))
  }

  /** Sends what the viewer has not seen: all that is kept, or the events since `lastId`. False = too many look already. */
  open(viewer: Viewer, lastId: string | undefined): boolean {
    if (this.#viewers.size >= viewersMax) return false
    this.#tellEvents()
    const missed = this.#missedSince(lastId)
    viewer.write(
      missed === undefined
        ? this.#encoded({
            kind: 'snapshot',
            data: { view: this.view, events: this.#ring.newest(newestCount) },
          })
        : this.#encoded({ kind: 'events', data: missed }),
    )
    this.#viewers.add(viewer)
    return true
  }

  close(viewer: Viewer): void {
    this.#viewers.delete(viewer)
  }

  /** Ends every stream. */
  stop(): void {
    clearTimeout(this.#timer)
    clearInterval(this.#beat)
    for (const viewer of [...this.#viewers]) viewer.end()
    this.#viewers.clear()
  }

  #missedSince(lastId: string | undefined): readonly NumberedEvent[] | undefined {
    const [run, n] = lastId?.split('-') ?? []
    return run === this.#run && /^\d{1,15}$/.test(n ?? '') ? this.#ring.since(Number(n)) : undefined
  }

  #tellEvents(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#untold.length === 0) return
    const text = this.#encoded({ kind: 'events', data: this.#untold })
    this.#untold = []
    this.#send(text)
  }

  #encoded(message: StreamMessage): string {
    return encodeMessage(message, `${this.#run}-${this.#ring.last}`)
  }

  #send(text: string): void {
    for (const viewer of [...this.#viewers]) {
      if (viewer.waiting() > waitingBytesMax) {
        this.#viewers.delete(viewer)
        viewer.end()
      } else viewer.write(text)
    }
  }
}
