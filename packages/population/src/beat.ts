import type { ClientsConfig } from '@understudy/shared'

const beatMsMax = 10_000
const beatMsMin = 1_000

/**
 * The common beat of the population, in milliseconds of lab time: whatever need not be exact happens on its multiples,
 * probes included, because each moment at which anyone wakes costs the lab's clock one round of all processes (DESIGN
 * 5). At most a sixth of a session, so that sessions keep their shape.
 */
export function beatMsOf(clients: ClientsConfig): number {
  const { probeEveryMs, sessionLengthMs } = clients
  const wished =
    probeEveryMs < beatMsMin ? probeEveryMs * Math.ceil(beatMsMin / probeEveryMs) : probeEveryMs
  return Math.max(1, Math.min(wished, beatMsMax, Math.floor(sessionLengthMs / 6)))
}

/** The first multiple of the beat at or after that moment. */
export const onBeat = (atMs: number, beatMs: number): number => Math.ceil(atMs / beatMs) * beatMs
