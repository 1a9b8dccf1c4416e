/** The kinds of toxics: those of Toxiproxy 2.12, and packet loss (NET-09, NET-10). */
export const toxicTypes = [
  'latency',
  'bandwidth',
  'slow_close',
  'timeout',
  'reset_peer',
  'slicer',
  'limit_data',
  'noop',
  'packet_loss',
] as const
export type ToxicType = (typeof toxicTypes)[number]

/** One toxic on the bytes of one direction of a connection. */
export interface ToxicSpec {
  /** Unique among those of its origin: a fault of the lab, or the toxics of one path. */
  readonly name: string
  readonly type: ToxicType
  /** Probability that it takes part in a connection, drawn when it starts there. Not range-checked. */
  readonly toxicity: number
  /**
   * By type, absent = 0: latency {latency ms, jitter ms, distribution uniform|normal|pareto}, bandwidth
   * {rate KB/s}, slow_close {delay ms}, timeout {timeout ms}, reset_peer {timeout ms}, slicer
   * {average_size, size_variation, delay µs}, limit_data {bytes}, packet_loss {loss_rate, correlation,
   * retransmit_ms = 200}.
   */
  readonly attributes: Readonly<Record<string, number | string>>
  /** The lab's fault that it carries out; absent for toxics of the Toxiproxy API. */
  readonly fault?: string
  /** The seed for its chance; absent = the chain's. */
  readonly seed?: string
}

/** A numeric attribute; 0 where there is none. */
export function numberOf(spec: ToxicSpec, attribute: string): number {
  const value = spec.attributes[attribute]
  return typeof value === 'number' && Number.isFinite(value) ? value : 0
}
