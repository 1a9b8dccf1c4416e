import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Packing } from '@understudy/memory-store'

/** A virtual appliance's stored sessions, of which there may be millions, in a tenth of the room. */
export const packing: Packing = {
  pack: (text) => deflateRawSync(text, { level: 1 }),
  unpack: (bytes) => inflateRawSync(bytes).toString(),
}
