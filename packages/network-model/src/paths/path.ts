import type { HostWords } from './host-words.ts'

/** Ends of a path as people name them: hosts, groups or `*`. */
export interface PathEnds {
  readonly from: string
  readonly to: string
  /** Only bytes that `from` sends count. */
  readonly oneWay: boolean
}

/** Whether bytes that `from` sends to `to` pass that path. What a host sends to itself passes none. */
export function pathCovers(words: HostWords, path: PathEnds, from: string, to: string): boolean {
  if (from === to) return false
  if (words.covers(path.from, from) && words.covers(path.to, to)) return true
  return !path.oneWay && words.covers(path.from, to) && words.covers(path.to, from)
}

/** One direction between two hosts. */
export interface PathDirection {
  readonly from: string
  readonly to: string
}

export const directionKey = (from: string, to: string): string => `${from} ${to}`

/** The directions between the hosts that the words stand for now. */
export function directionsOf(
  words: HostWords,
  { from, to, oneWay }: PathEnds,
): readonly PathDirection[] {
  const there = words
    .hostsOf(from)
    .flatMap((one) => words.hostsOf(to).map((other) => ({ from: one, to: other })))
    .filter((direction) => direction.from !== direction.to)
  return oneWay ? there : [...there, ...there.map(({ from, to }) => ({ from: to, to: from }))]
}

/**
 * All directions that can have flows: one end listens, an appliance or the witness. `hosts`: all known ones;
 * `appliances`: those that listen, which are among them.
 */
export function allDirections(
  hosts: readonly string[],
  appliances: readonly string[],
): readonly PathDirection[] {
  return hosts.flatMap((host) =>
    appliances.flatMap((appliance): readonly PathDirection[] => {
      if (host === appliance) return []
      const there = { from: host, to: appliance }
      // Between two appliances the other direction is added at the other one's turn.
      return appliances.includes(host) ? [there] : [there, { from: appliance, to: host }]
    }),
  )
}
