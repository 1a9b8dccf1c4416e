import { type Fault, unreachable } from '@understudy/shared'

/** What a fault does, in one phrase for events and reports. */
export function faultDetail(fault: Fault): string {
  const share = fault.share ?? 1
  const some = share < 1 ? `${percent(share)} of the connections: ` : ''
  const oneWay = fault.direction === 'one-way' ? `, only what ${fault.from} sends` : ''
  return `${some}${effectOf(fault)}${oneWay}`
}

function effectOf(fault: Fault): string {
  switch (fault.kind) {
    case 'latency': {
      const { latencyMs, jitterMs = 0, distribution = 'uniform' } = fault
      return `${latencyMs} ms later${jitterMs > 0 ? ` +- ${jitterMs} ms (${distribution})` : ''}`
    }
    case 'bandwidth':
      return `${fault.kilobytesPerSecond} kB a second`
    case 'loss':
      return `${percent(fault.lossShare)} of the packets are lost`
    case 'reset':
      return `reset ${fault.afterMs ?? 0} ms after the next byte`
    case 'black-hole':
      return 'bytes vanish and nobody is told'
    case 'slow-close':
      return `closed ${fault.delayMs} ms late`
    case 'slicer': {
      const { averageBytes, variationBytes = 0, delayMicroseconds = 0 } = fault
      return `in slices of ${averageBytes} +- ${variationBytes} bytes, ${delayMicroseconds} us apart`
    }
    case 'limit':
      return `closed after ${fault.bytes} bytes`
    case 'partition':
      return 'no byte passes'
    case 'flapping':
      return `no byte passes for ${fault.downMs} ms, then all for ${fault.upMs} ms, in turn`
    default:
      return unreachable(fault)
  }
}

const percent = (share: number): string => `${Math.round(share * 10_000) / 100} %`
