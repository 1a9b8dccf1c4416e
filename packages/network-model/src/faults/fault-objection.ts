import type { Fault } from '@understudy/shared'
import type { HostWords } from '../paths/host-words.ts'

/** Why that fault cannot be, as a sentence, or undefined. Its form was checked before. */
export function faultObjection(fault: Fault, words: HostWords): string | undefined {
  const objection = words.objectionTo(fault.from) ?? words.objectionTo(fault.to)
  if (objection !== undefined) return objection
  if (fault.from === fault.to && fault.from !== '*' && words.hostsOf(fault.from).length < 2) {
    return `Expected a path between two hosts, found "${fault.from}" at both ends.`
  }
  return undefined
}
