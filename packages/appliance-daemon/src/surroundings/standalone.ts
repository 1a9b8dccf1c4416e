import { standaloneClock } from '@understudy/lab-channel'
import type { Surroundings } from './surroundings.ts'

/** Outside any lab: real time, hosts are dialled as they are named, and nobody moves addresses. */
export function standalone(): Surroundings {
  return {
    clock: standaloneClock(),
    work: { begin: () => undefined, end: () => undefined },
    routeTo: (host, port) => ({ host, port }),
    watch: () => undefined,
    carry: () => undefined,
    record: () => undefined,
    claim: () => undefined,
    release: () => undefined,
    close: () => undefined,
  }
}
