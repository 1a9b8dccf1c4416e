import type { Fault } from '@understudy/shared'
import type { HostWords } from '../paths/host-words.ts'

/** Why that fault is not possible, as a sentence, or undefined. Its form was checked before. */
export const faultObjection = (fault: Fault, words: HostWords): string | undefined =>
  words.objectionToPath(fault.from, fault.to)
