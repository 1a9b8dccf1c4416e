import type { LabConfig, Outcome } from '@understudy/shared'
import type { World } from '@understudy/simulator'

/** Makes A the primary with that many stored sessions, and B its backup in sync. */
export function pair(world: World, lab: LabConfig, sessions: number, seed: string): void {
  const key = 'a key for the benchmarks 7391'
  for (const name of ['a', 'b'] as const)
    must(world.invokeAndRun(name, 'set-pre-shared-key', { key }))
  const address = lab.network.sharedAddress
  must(world.invokeAndRun('a', 'set-address-enabled', { address, enabled: true }))
  const sample = { sessions, recordings: 0, recordingBytes: 1, seed }
  must(world.invokeAndRun('a', 'load-sample-data', sample))
  const [reverse, peer] = lab.network.appliances
  must(
    world.invokeAndRun('a', 'establish-relationship', {
      peerHost: peer?.address,
      peerPort: 443,
      reverseHost: reverse?.address,
      reversePort: 443,
    }),
  )
  must(world.invokeAndRun('b', 'sync-now'))
  world.runUntilEvent((event) => event.name === 'sync-finished', 60_000)
}

/** Throws what it was refused with. */
export function must(outcome: Outcome<unknown>): void {
  if (!outcome.ok) throw new Error(outcome.refusal.message)
}
