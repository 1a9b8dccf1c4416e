import type { ToxicSpec } from '@understudy/network-model'

/** A toxic with everything usual. */
export const toxic = (
  type: ToxicSpec['type'],
  attributes: ToxicSpec['attributes'] = {},
): ToxicSpec => ({ name: type, type, toxicity: 1, attributes })
