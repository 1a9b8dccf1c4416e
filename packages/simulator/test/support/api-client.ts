import type { ApiUser, OutputOf, Permission } from '@understudy/shared'
import type { World } from '../../src/index.ts'
import { must, type PairName, syncNow } from './small-world.ts'

const clients = new WeakMap<World, Map<PairName, ApiUser>>()

/** A client of the APIs of that box, as its token names it; made once, and synced to a backup. */
export function apiClient(
  world: World,
  permissions: readonly Permission[],
  on: PairName = 'a',
): ApiUser {
  const known = clients.get(world) ?? new Map<PairName, ApiUser>()
  clients.set(world, known)
  // It may be down.
  const role = world.host('a').reading()?.status.role
  const home = role === 'none' ? on : 'a'
  const client = known.get(home) ?? made(world, permissions, home)
  if (!known.has(home) && role === 'primary') syncNow(world, 'b')
  known.set(home, client)
  return client
}

function made(world: World, permissions: readonly Permission[], on: PairName): ApiUser {
  const account = must(world.invokeAndRun(on, 'add-api-account', { name: 'watchdog', permissions }))
  return { kind: 'client', clientId: (account as OutputOf<'add-api-account'>).clientId }
}
