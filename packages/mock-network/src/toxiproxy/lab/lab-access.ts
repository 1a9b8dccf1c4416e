import type { Socket } from 'node:net'
import type { ToxicSpec } from '@understudy/network-model'
import type { NetworkEvent } from '@understudy/shared'
import type { LabPath } from './lab-path.ts'

/** What the control API needs of the lab whose paths are its proxies. All calls are synchronous. */
export interface LabAccess {
  /** Usually all of `labPathsOf(network)`. */
  readonly paths: readonly LabPath[]
  /** A client has come by a published port: to be dialled as that origin. The socket is paused. */
  enter(origin: string, host: string, port: number, client: Socket): void
  /** `model.setPathToxics`, and its effects performed; `upstream` = what the path's `from` sends. */
  setPathToxics(
    path: string,
    upstream: readonly ToxicSpec[],
    downstream: readonly ToxicSpec[],
  ): void
  /** `model.setPathEnabled`, and its effects performed. */
  setPathEnabled(path: string, isEnabled: boolean): void
  /** Tells the lab's event stream. */
  record(event: NetworkEvent): void
  /** Lab time. */
  nowMs(): number
}
