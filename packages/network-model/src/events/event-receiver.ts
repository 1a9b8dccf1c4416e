import { formFields, type NetworkOutputOf } from '@understudy/shared'

type Listed = NetworkOutputOf<'list-events'>
type Arrived = Listed['events'][number]

/** How many events are kept; the oldest give way. */
const eventsMax = 1_000
const listedDefault = 100
/** An event comes again within the retry duration, or not at all: so many are known again. */
const knownMax = 100_000

const taken = 200

/** What the lab's receiver of outbound events was sent. It answers as it is told to, and people read it by `list-events`. */
export class EventReceiver {
  readonly #events: Arrived[] = []
  /** Path and body of those that were taken, the oldest first. */
  readonly #known = new Set<string>()
  #count = 0
  /** The HTTP status that it answers. */
  status = taken

  take(
    { via, path, body }: { readonly via: string; readonly path: string; readonly body: string },
    atMs: number,
  ): Arrived {
    const { status } = this
    this.#count += 1
    const key = `${path}\n${body}`
    const isRepeat = this.#known.has(key)
    if (status === taken) this.#know(key)
    const fields = formFields(body)
    const arrived = { id: this.#count, atMs, via, path, status, isRepeat, fields }
    this.#events.push(arrived)
    if (this.#events.length > eventsMax) this.#events.shift()
    return arrived
  }

  /** The newest first. */
  list(limit = listedDefault): Listed {
    const events = this.#events.slice(-limit).reverse()
    return { events, dropped: this.#count - this.#events.length, status: this.status }
  }

  #know(key: string): void {
    this.#known.add(key)
    if (this.#known.size <= knownMax) return
    for (const oldest of this.#known) {
      this.#known.delete(oldest)
      return
    }
  }
}
