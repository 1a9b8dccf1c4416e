import { randomBytes } from 'node:crypto'
import { createRandom } from '@understudy/shared'

/**
 * The pre-shared key of a lab's appliances. In the virtual world there is nobody to hide it from, and runs must not
 * differ.
 */
export const keyFor = (world: 'real' | 'virtual', seed: string): string =>
  world === 'virtual'
    ? createRandom(seed).fork('pre-shared-key').hex(64)
    : randomBytes(32).toString('base64url')
