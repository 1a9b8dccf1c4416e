import { connect, type Socket } from 'node:net'
import type { Route, Surroundings } from './surroundings.ts'

/**
 * Dials where the network leads; null = nobody listens there. Until the first bytes are out nobody else sees that something
 * is under way, so it counts as work; afterwards the network does, and whoever never answers must not hold the lab's clock.
 */
export async function connected(
  route: Route,
  { work, watch }: Pick<Surroundings, 'work' | 'watch'>,
): Promise<Socket | null> {
  const socket = connect(route)
  work.begin()
  watch(socket)
  try {
    return await new Promise((resolve) => {
      socket.once('connect', () => resolve(socket))
      socket.once('close', () => resolve(null))
      socket.on('error', () => undefined)
    })
  } finally {
    setImmediate(() => work.end())
  }
}
