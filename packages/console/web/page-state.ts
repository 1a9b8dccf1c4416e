import {
  type LiveView,
  type NumberedEvent,
  type RunTold,
  type StreamMessage,
  takeEvent,
  takeStatuses,
} from '@understudy/console'

/** How many events the page keeps for its log; the oldest go first. */
const logMax = 5_000

/** All that the page shows. One object, changed in place; whoever shows it is told. */
export class PageState {
  view: LiveView | undefined
  log: NumberedEvent[] = []
  run: RunTold | null = null
  connection: 'connecting' | 'live' | 'lost' | 'refused' = 'connecting'
  readonly #watchers = new Set<() => void>()
  #isDue = false

  /** Returns how to stop watching. */
  watch(changed: () => void): () => void {
    this.#watchers.add(changed)
    return () => this.#watchers.delete(changed)
  }

  take(message: StreamMessage): void {
    switch (message.kind) {
      case 'snapshot':
        this.view = message.data.view
        this.log = [...message.data.events]
        break
      case 'events':
        this.#takeEvents(message.data)
        break
      case 'statuses':
        if (this.view !== undefined) takeStatuses(this.view, message.data)
        break
      case 'run':
        this.run = message.data
        if (message.data.state === 'running' && this.view !== undefined) this.view.rehearsal = null
        break
    }
    this.changed()
  }

  /** Everything is drawn once a frame at most. */
  changed(): void {
    if (this.#isDue) return
    this.#isDue = true
    requestAnimationFrame(() => {
      this.#isDue = false
      for (const watcher of this.#watchers) watcher()
    })
  }

  #takeEvents(events: readonly NumberedEvent[]): void {
    const { view } = this
    if (view === undefined) return
    for (const { event } of events) takeEvent(view, event)
    const log = [...this.log, ...events]
    this.log = log.length > logMax ? log.slice(-logMax) : log
  }
}
