import type { Random } from '@understudy/shared'
import type { Service, Toxic } from './toxic.ts'
import { numberOf, type ToxicSpec } from './toxic-spec.ts'

/** The payload of an Ethernet frame's TCP segment. */
const packetBytes = 1_460
const retransmitMsDefault = 200
/** Linux' longest retransmission timeout, and after how many it gives up a connection (tcp_retries2). */
const retransmitMsMax = 120_000
const lossesMax = 15

/**
 * Loses packets of 1,460 bytes with probability `loss_rate`. A lost packet stalls the stream for
 * `retransmit_ms`, doubled for each loss in a row up to two minutes; after 15 the connection is reset.
 * With probability `correlation` a packet shares the fate of the one before: bursts.
 */
export function packetLossToxic(spec: ToxicSpec, random: Random): Toxic {
  const lossRate = numberOf(spec, 'loss_rate')
  const correlation = numberOf(spec, 'correlation')
  const retransmitMs = numberOf(spec, 'retransmit_ms') || retransmitMsDefault
  let lostLast = false
  /** Losses of the packet at the head, if drawn already. */
  let drawn: number | undefined

  const isLost = (): boolean => {
    const repeats = correlation > 0 && random.next() < correlation
    if (!repeats) lostLast = random.next() < lossRate
    return lostLast
  }
  const lossesOfNext = (): number => {
    let losses = 0
    while (losses < lossesMax && isLost()) losses++
    return losses
  }
  return {
    bytes: (count, nowMs): Service => {
      const losses = drawn ?? lossesOfNext()
      drawn = undefined
      const atMs = nowMs + stallMs(losses, retransmitMs)
      if (losses === lossesMax) return { atMs, out: [{ kind: 'drop', count }, { kind: 'reset' }] }
      let passing = Math.min(count, packetBytes)
      while (passing < count) {
        drawn = lossesOfNext()
        if (drawn > 0) break
        drawn = undefined
        passing = Math.min(count, passing + packetBytes)
      }
      return { atMs, out: [{ kind: 'bytes', count: passing }], restBytes: count - passing }
    },
  }
}

/** How long that many losses in a row stall the stream. */
function stallMs(losses: number, firstMs: number): number {
  let sumMs = 0
  for (let i = 0; i < losses; i++) sumMs += Math.min(retransmitMsMax, firstMs * 2 ** i)
  return sumMs
}
