import { openStore } from '@understudy/appliance-store'
import type { LabConfig } from '@understudy/shared'
import { World } from '@understudy/simulator'
import type { Stage } from './stage.ts'

const boundMs = 3_600_000

export async function virtualStage(lab: LabConfig): Promise<Stage> {
  const world = new World({ lab, seed: 'stage' }, { openStore: () => openStore(':memory:') })
  return {
    events: world.events,
    // As in the real world, asking takes time: a test that asks again and again moves on.
    invoke: async (appliance, operation, input) => {
      world.runFor(lab.network.latencyMs)
      return world.invokeAndRun(appliance, operation, input)
    },
    network: async (command) => {
      const result = world.commandAndRun('network', command)
      return result.ok ? result.value : Promise.reject(new Error(result.refusal.message))
    },
    clients: async (command) => {
      const result = world.commandAndRun('clients', command)
      return result.ok ? result.value : Promise.reject(new Error(result.refusal.message))
    },
    watch: (holds) => {
      const from = world.events.length
      return async () => {
        const seen = world.events.slice(from).find(holds) ?? world.runUntilEvent(holds, boundMs)
        if (seen === undefined) throw new Error('the event did not come within an hour')
        return seen
      }
    },
    crashAndRestart: async (appliance) => {
      world.crash(appliance)
      world.restart(appliance)
    },
    recordings: (appliance) => {
      const { blobs } = world.host(appliance)
      return {
        sound: () =>
          [...blobs]
            .flatMap(([name, sizeBytes]) => (blobs.holds({ name, sizeBytes }) ? name : []))
            .sort(),
        remove: (name) => void blobs.delete(name),
        spoil: (name) => blobs.spoil(name),
      }
    },
    pass: async (ms) => world.runFor(ms),
    close: async () => {},
  }
}
