import type { Socket } from 'node:net'
import type { Toxic } from '../toxics/toxic.ts'
import type { ToxicChange } from '../toxics/toxic-list.ts'

/** What is behind a proxy's listener: a host outside the lab, or a path of the lab. */
export interface ProxyTarget {
  /** Why its `listen` and `upstream` cannot be changed; absent = they can. */
  readonly fixed?: string
  /** A client has connected; its socket is paused. */
  accept(client: Socket): void
  /** The proxy was switched on or off, or has another upstream; off = its connections are closed. */
  switched(state: {
    readonly isEnabled: boolean
    readonly listen: string
    readonly upstream: string
  }): void
  /** Its toxics have changed, for present and future connections. */
  toxicsChanged(toxics: readonly Toxic[], changes: readonly ToxicChange[]): void
  /** The proxy was deleted; its toxics are gone already. */
  removed(): void
  /** The process ends. */
  abandoned(): void
}
