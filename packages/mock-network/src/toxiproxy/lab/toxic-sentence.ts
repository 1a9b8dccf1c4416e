import type { Toxic } from '../toxics/toxic.ts'
import { toxicSpec } from '../toxics/toxic.ts'
import type { LabPath } from './lab-path.ts'

type Amount = (attribute: string) => number

/** What a toxic does, for people who read the lab's events. */
export function toxicSentence(toxic: Toxic, path: LabPath): string {
  const { attributes } = toxicSpec(toxic)
  const amount: Amount = (attribute) => Number(attributes[attribute] ?? 0)
  const { from, to } = endsOf(toxic, path)
  const share = toxic.toxicity < 1 ? `, drawn for each connection with ${toxic.toxicity}` : ''
  return `${sentences[toxic.type](amount)}, on what ${from} sends to ${to}${share} (control API)`
}

/** Whose bytes it hits, and on the way to whom. */
export function endsOf({ direction }: Toxic, { from, to }: LabPath): { from: string; to: string } {
  return direction === 'upstream' ? { from, to } : { from: to, to: from }
}

const sentences: Readonly<Record<Toxic['type'], (amount: Amount) => string>> = {
  latency: (of) => `${of('latency')} ms of latency, give or take ${of('jitter')} ms`,
  bandwidth: (of) => `at most ${of('rate')} kB/s`,
  slow_close: (of) => `closing takes ${of('delay')} ms`,
  timeout: (of) =>
    of('timeout') === 0
      ? 'bytes vanish until it is removed'
      : `bytes vanish, closed after ${of('timeout')} ms`,
  reset_peer: (of) => `reset ${of('timeout')} ms after the next byte`,
  slicer: (of) => `slices of about ${of('average_size')} bytes, ${of('delay')} µs apart`,
  limit_data: (of) => `closed after ${of('bytes')} bytes`,
  noop: () => 'nothing is changed',
  packet_loss: (of) => `packets lost with a share of ${of('loss_rate')}`,
}
