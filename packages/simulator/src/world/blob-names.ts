import { hashHex } from '@understudy/shared'

/**
 * The name of a simulated recording: 64 hex digits like the SHA-256 of a real one, of the seed of
 * its content. Same content, same name.
 */
export function blobName(contentSeed: string): string {
  let name = ''
  for (let part = 0; part < 4; part++) name += hashHex(`${contentSeed}#${part}`)
  return name
}
