import type {
  ApplianceName,
  ApplianceStatus,
  HostOperationName,
  LabCommand,
  LabConfig,
  LabEvent,
  LabFile,
  Outcome,
} from '@understudy/shared'
import { resolveLab } from '@understudy/shared'

/** Two appliances that a test can ask and disturb, in either world: the same steps play on both. */
export interface Stage {
  readonly events: readonly LabEvent[]
  invoke(
    appliance: ApplianceName,
    operation: HostOperationName,
    input?: unknown,
  ): Promise<Outcome<unknown>>
  /** The command's value; fails the test with the network's sentence. */
  network(command: LabCommand): Promise<unknown>
  clients(command: LabCommand): Promise<unknown>
  /** Watches from now on for an event for which that holds; the answer waits for it. */
  watch(holds: (event: LabEvent) => boolean): () => Promise<LabEvent>
  /** Kills the appliance as a power cut would, and starts it again. */
  crashAndRestart(appliance: ApplianceName): Promise<void>
  /** What is on an appliance's disk. */
  recordings(appliance: ApplianceName): RecordingsOnDisk
  /** Lets so much lab time pass. */
  pass(ms: number): Promise<void>
  close(): Promise<void>
}

/** The recordings on one disk, past the appliance that keeps them there. */
export interface RecordingsOnDisk {
  /** The names of those that are whole and undamaged, sorted. */
  sound(): readonly string[]
  remove(name: string): void
  /** Other bytes, as many as before. */
  spoil(name: string): void
}

export const pairKey = 'a key for the stage 4711'

export function stageLab(change: Partial<LabFile> = {}): LabConfig {
  return resolveLab({
    name: 'stage',
    appliances: {
      a: { hostname: 'a.example.com', address: '192.0.2.10', base: '3.2.4', site: '11.1.0' },
      b: { hostname: 'b.example.com', address: '192.0.2.11', base: '3.2.4', site: '11.1.0' },
    },
    clients: { representatives: 4, sessionEveryMs: 5_000, sessionLengthMs: 10_000 },
    ...change,
  })
}

/** The operation's value; fails the test with the refusal's sentence. */
export async function must<T>(
  stage: Stage,
  appliance: ApplianceName,
  operation: HostOperationName,
  input: unknown = {},
): Promise<T> {
  const outcome = await stage.invoke(appliance, operation, input)
  if (!outcome.ok) throw new Error(`${appliance}: ${operation}: ${outcome.refusal.message}`)
  return outcome.value as T
}

export const statusOf = (stage: Stage, appliance: ApplianceName): Promise<ApplianceStatus> =>
  must<ApplianceStatus>(stage, appliance, 'status')

/** What `establish-relationship` takes to make `primary` primary, by the unique addresses. */
export const establishing = (primary: ApplianceName) => ({
  peerHost: primary === 'a' ? '192.0.2.11' : '192.0.2.10',
  peerPort: 443,
  reverseHost: primary === 'a' ? '192.0.2.10' : '192.0.2.11',
  reversePort: 443,
})

/** Keys set, A primary with the shared address, B its backup. */
export async function pair(stage: Stage): Promise<void> {
  for (const name of ['a', 'b'] as const)
    await must(stage, name, 'set-pre-shared-key', { key: pairKey })
  await must(stage, 'a', 'set-address-enabled', { address: '192.0.2.100', enabled: true })
  await must(stage, 'a', 'establish-relationship', establishing('a'))
}

/** Sync Now on the backup, until it has finished. */
export async function sync(stage: Stage, backup: ApplianceName): Promise<LabEvent> {
  const ended = stage.watch(
    (e) => e.source === backup && (e.name === 'sync-finished' || e.name === 'sync-failed'),
  )
  await must(stage, backup, 'sync-now')
  return ended()
}
