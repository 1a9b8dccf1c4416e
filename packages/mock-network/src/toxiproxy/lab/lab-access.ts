import type { Socket } from 'node:net'
import type { ToxicSpec } from '@understudy/network-model'
import type { NetworkEvent } from '@understudy/shared'
import type { LabPath } from './lab-path.ts'

/** What the control API needs from the lab whose paths are its proxies. All calls are synchronous. */
export interface LabAccess {
  /** Usually all of `labPathsOf(network)`. */
  readonly paths: readonly LabPath[]
  /** A client came through a published port: dial for it as that origin. The socket is paused. */
  enter(origin: string, host: string, port: number, client: Socket): void
  /** Calls `model.setPathToxics` and performs its effects; `upstream` = what the path's `from` sends. */
  setPathToxics(
    path: string,
    upstream: readonly ToxicSpec[],
    downstream: readonly ToxicSpec[],
  ): void
  /** Calls `model.setPathEnabled` and performs its effects. */
  setPathEnabled(path: string, isEnabled: boolean): void
  /** Adds an event to the lab's event stream. */
  record(event: NetworkEvent): void
  /** Lab time. */
  nowMs(): number
}
