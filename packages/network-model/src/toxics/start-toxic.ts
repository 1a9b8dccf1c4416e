import { type Random, unreachable } from '@understudy/shared'
import { bandwidthToxic } from './bandwidth.ts'
import { latencyToxic } from './latency.ts'
import { limitDataToxic, type Transmitted } from './limit-data.ts'
import { packetLossToxic } from './packet-loss.ts'
import { resetPeerToxic } from './reset-peer.ts'
import { slicerToxic } from './slicer.ts'
import { slowCloseToxic } from './slow-close.ts'
import { timeoutToxic } from './timeout.ts'
import type { Toxic } from './toxic.ts'
import type { ToxicSpec } from './toxic-spec.ts'

/** What a toxic needs to know about the connection on which it starts. */
export interface ToxicStart {
  readonly nowMs: number
  readonly random: Random
  readonly transmitted: Transmitted
  /** Whether a reset is a real one: the connection is no older than the toxic, or a fault asks for it. */
  readonly lingers: boolean
}

/** Undefined: a toxic that lets everything pass. */
export function startToxic(spec: ToxicSpec, start: ToxicStart): Toxic | undefined {
  switch (spec.type) {
    case 'latency':
      return latencyToxic(spec, start.random)
    case 'bandwidth':
      return bandwidthToxic(spec)
    case 'slow_close':
      return slowCloseToxic(spec)
    case 'timeout':
      return timeoutToxic(spec, start.nowMs)
    case 'reset_peer':
      return resetPeerToxic(spec, start.lingers)
    case 'slicer':
      return slicerToxic(spec, start.random)
    case 'limit_data':
      return limitDataToxic(spec, start.transmitted)
    case 'packet_loss':
      return packetLossToxic(spec, start.random)
    case 'noop':
      return undefined
    default:
      return unreachable(spec.type)
  }
}
