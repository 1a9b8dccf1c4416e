import { hashHex } from '@understudy/shared'

/**
 * The name of a simulated recording: 64 hex digits like a real one's SHA-256, made from the seed of its content. Same
 * content, same name.
 */
export function blobName(contentSeed: string): string {
  let name = ''
  for (let part = 0; part < 4; part++) name += hashHex(`${contentSeed}#${part}`)
  return name
}
