import { type Fault, unreachable } from '@understudy/shared'
import type { ToxicSpec } from '../toxics/toxic-spec.ts'

type Effect = Pick<ToxicSpec, 'type' | 'attributes'>

/**
 * The toxic that carries a fault out on a connection's bytes. A fault that cuts the path itself needs none.
 * Without a seed of its own, it is seeded by the lab and its name.
 */
export function toxicOfFault(name: string, fault: Fault, labSeed: string): ToxicSpec {
  const { share = 1, seed = `${labSeed}/${name}` } = fault
  return { ...effectOf(fault), name, toxicity: share, fault: name, seed }
}

function effectOf(fault: Fault): Effect {
  switch (fault.kind) {
    case 'latency': {
      const { latencyMs: latency, jitterMs: jitter = 0, distribution = 'uniform' } = fault
      return { type: 'latency', attributes: { latency, jitter, distribution } }
    }
    case 'bandwidth':
      return { type: 'bandwidth', attributes: { rate: fault.kilobytesPerSecond } }
    case 'loss': {
      const { lossShare, correlation = 0, retransmitMs = 200 } = fault
      const attributes = { loss_rate: lossShare, correlation, retransmit_ms: retransmitMs }
      return { type: 'packet_loss', attributes }
    }
    case 'reset':
      return { type: 'reset_peer', attributes: { timeout: fault.afterMs ?? 0 } }
    case 'slow-close':
      return { type: 'slow_close', attributes: { delay: fault.delayMs } }
    case 'slicer': {
      const { averageBytes, variationBytes = 0, delayMicroseconds = 0 } = fault
      const attributes = { average_size: averageBytes, size_variation: variationBytes }
      return { type: 'slicer', attributes: { ...attributes, delay: delayMicroseconds } }
    }
    case 'limit':
      return { type: 'limit_data', attributes: { bytes: fault.bytes } }
    case 'black-hole':
    case 'partition':
    case 'flapping':
      // Zero bytes a second: what is sent waits until the fault is over.
      return { type: 'bandwidth', attributes: { rate: 0 } }
    default:
      return unreachable(fault)
  }
}
