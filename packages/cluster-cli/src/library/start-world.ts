import { MemoryStore } from '@understudy/memory-store'
import { World } from '@understudy/simulator'
import { keyFor } from '../lab/processes/key-for.ts'
import { fileCrypto } from '../virtual/file-crypto.ts'
import { begin } from './begin.ts'
import type { Lab } from './lab.ts'
import { type LabOptions, planOf } from './lab-options.ts'
import type { LabCarrier } from './lab-over.ts'

/**
 * A lab in virtual time, within this process: the same options and requests give the same events (CHA-07), and hours
 * pass in milliseconds. Resolves when the backup is synced and the clients are at work.
 */
export async function startWorld(options: LabOptions = {}): Promise<Lab> {
  const plan = planOf(options)
  const world = new World(plan, { openStore: () => new MemoryStore(), crypto: fileCrypto })
  const carrier: LabCarrier = {
    config: plan.lab,
    events: world.events,
    nowMs: () => world.nowMs,
    // As in the real world, asking takes time: a test that keeps asking moves on.
    invoke: async (appliance, operation, input) => {
      world.runFor(plan.lab.network.latencyMs)
      return world.invokeAndRun(appliance, operation, input)
    },
    command: async (to, command) => world.commandAndRun(to, command),
    eventFrom: async (index, holds, withinMs) =>
      world.events.slice(index).find(holds) ?? world.runUntilEvent(holds, withinMs),
    pass: async (ms) => world.runFor(ms),
    close: async () => {},
  }
  return begin(carrier, plan, keyFor('virtual', plan.seed))
}
