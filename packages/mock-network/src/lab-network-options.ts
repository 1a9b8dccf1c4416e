import type { PlaceName } from '@understudy/lab-channel'
import type { LabOutline } from '@understudy/shared'
import type { Logger } from 'pino'

export interface LabNetworkOptions {
  readonly lab: LabOutline
  /** Who must have joined once before the clock jumps for the first time. */
  readonly participants: readonly string[]
  readonly seed: string
  readonly token: string
  readonly log: Logger
  /** Where it listens, and where the lab's other processes are. Default: on loopback (NET-11). */
  readonly place?: PlaceName
  /**
   * Real time between two beats that ask everybody whether they are there. Default: 2 s in containers, none on
   * loopback.
   */
  readonly beatMs?: number
  /** How many connections may wait for one appliance's first byte. Default: 4,096. */
  readonly unansweredMax?: number
  /** Records and NAT rule continue from this file and are kept there (LAB-01). */
  readonly stateFile?: string
  /** Lab time continues from this file and is kept there (LAB-01). */
  readonly clockFile?: string
}
