import type { Socket } from 'node:net'
import type { Toxic } from '../toxics/toxic.ts'
import type { ToxicChange } from '../toxics/toxic-list.ts'

/** What is behind a proxy's listener: a host outside the lab, or a path of the lab. */
export interface ProxyTarget {
  /** Why its `listen` and `upstream` stay as they are; absent = they can be changed. */
  readonly fixed?: string
  /** A client has come, its socket is paused. */
  accept(client: Socket): void
  /** The proxy is on or off, or has another upstream; off = its connections are closed. */
  switched(state: {
    readonly isEnabled: boolean
    readonly listen: string
    readonly upstream: string
  }): void
  /** Its toxics have changed, for connections present and to come. */
  toxicsChanged(toxics: readonly Toxic[], changes: readonly ToxicChange[]): void
  /** The proxy was deleted; its toxics are gone already. */
  removed(): void
  /** The process ends. */
  abandoned(): void
}
