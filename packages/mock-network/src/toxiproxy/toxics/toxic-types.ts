import type { ToxicType } from '@understudy/network-model'
import type { StructType } from '../json/go-struct.ts'

/**
 * The toxics' attributes in the order they are written in, with Go's names and types, which complaints quote (NET-10).
 * `packet_loss` is newer than 2.12.0; a client that knows it may use it.
 */
export const attributesOf: Readonly<Record<ToxicType, StructType>> = {
  latency: struct('LatencyToxic', { latency: 'int64', jitter: 'int64' }),
  bandwidth: struct('BandwidthToxic', { rate: 'int64' }),
  slow_close: struct('SlowCloseToxic', { delay: 'int64' }),
  timeout: struct('TimeoutToxic', { timeout: 'int64' }),
  reset_peer: struct('ResetToxic', { timeout: 'int64' }),
  slicer: struct('SlicerToxic', { average_size: 'int', size_variation: 'int', delay: 'int' }),
  limit_data: struct('LimitDataToxic', { bytes: 'int64' }),
  noop: struct('NoopToxic', {}),
  packet_loss: struct('PacketLossToxic', { loss_rate: 'float64', correlation: 'float64' }),
}

export const isToxicType = (type: string): type is ToxicType => Object.hasOwn(attributesOf, type)

function struct(name: string, fields: StructType['fields']): StructType {
  return { name, type: `toxics.${name}`, fields }
}
