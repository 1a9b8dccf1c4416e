import type { LabEvent } from '@understudy/shared'
import type { LiveView, Statuses } from '../view/live-view.ts'

/** An event with its place in the stream. */
export interface NumberedEvent {
  readonly n: number
  readonly event: LabEvent
}

/** A rehearsal that the console has started, beside what its events say. */
export interface RunTold {
  readonly id: string
  readonly runbook: string
  readonly world: string
  readonly state: 'running' | 'ended'
  readonly exitCode: number | null
  /** The end of what its command printed. */
  readonly said: readonly string[]
}

/**
 * What the stream carries, by its event name. `snapshot` comes first, unless the caller resumes where it was: then the
 * events since.
 */
export interface StreamMessages {
  readonly snapshot: { readonly view: LiveView; readonly events: readonly NumberedEvent[] }
  readonly events: readonly NumberedEvent[]
  readonly statuses: Statuses
  readonly run: RunTold
}

export type StreamMessage = {
  [K in keyof StreamMessages]: { readonly kind: K; readonly data: StreamMessages[K] }
}[keyof StreamMessages]
