import type { ToxicSpec } from '../src/index.ts'

/** A toxic with everything usual. */
export const toxic = (
  type: ToxicSpec['type'],
  attributes: ToxicSpec['attributes'] = {},
  more: Partial<ToxicSpec> = {},
): ToxicSpec => ({ name: type, type, toxicity: 1, attributes, ...more })
