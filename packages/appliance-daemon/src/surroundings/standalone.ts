import { standaloneClock } from '@understudy/lab-channel'
import { noUpdateServer } from '../updates/update-work.ts'
import { pingByTcp } from './ping-by-tcp.ts'
import type { Surroundings } from './surroundings.ts'

/** Outside any lab: real time, hosts are dialled by their own names, and nobody moves addresses. */
export function standalone(tlsPort: number): Surroundings {
  return {
    clock: standaloneClock(),
    work: { begin: () => undefined, end: () => undefined },
    routeTo: (host, port) => ({ host, port }),
    sinkAt: (host, port) => ({ host, port }),
    watch: () => undefined,
    carry: () => undefined,
    record: () => undefined,
    ping: (addresses) => pingByTcp(addresses, tlsPort),
    askNetwork: noUpdateServer,
    listens: () => undefined,
    claim: () => undefined,
    release: () => undefined,
    powerOff: async () => undefined,
    close: () => undefined,
  }
}
