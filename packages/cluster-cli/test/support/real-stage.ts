import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { joinLab } from '@understudy/lab-channel'
import { hostsOf, type LabConfig, type LabEvent } from '@understudy/shared'
import { applianceAccesses } from '../../src/appliances/appliance-access.ts'
import { ApplianceCalls } from '../../src/appliances/appliance-calls.ts'
import { labFolderAt, tokenOf } from '../../src/lab/folder/lab-folder.ts'
import { LabHost } from '../../src/lab/processes/lab-host.ts'
import { recordingFiles } from './recording-files.ts'
import type { Stage } from './stage.ts'

export interface RealStage extends Stage {
  readonly host: LabHost
  /** SIGKILL: that process is gone, and nothing brings it back. */
  readonly kill: (process: string) => void
  /** Forgets the connections to the appliances, of which one is another process now. */
  readonly reconnect: () => void
}

/** A lab of real processes. The stage itself takes part in the lab's clock: time passes only while it waits. */
export async function realStage(lab: LabConfig): Promise<RealStage> {
  const folder = labFolderAt(mkdtempSync(join(tmpdir(), 'understudy-stage-')))
  const host = new LabHost(folder, {
    lab,
    seed: 'stage',
    participants: ['conductor', ...hostsOf(lab), 'clients'],
  })
  await host.startNetwork()
  const channel = await joinLab({
    hubPort: host.hubPort,
    token: tokenOf(folder),
    name: 'conductor',
    kind: 'conductor',
    events: true,
  })
  channel.work.begin()
  const events: LabEvent[] = []
  const waiting = new Set<{
    holds: (event: LabEvent) => boolean
    resolve: (event: LabEvent) => void
  }>()
  channel.onEvent((event) => {
    events.push(event)
    for (const one of waiting) {
      if (!one.holds(event)) continue
      waiting.delete(one)
      one.resolve(event)
    }
  })
  await host.startMembers()
  const calls = () =>
    new ApplianceCalls(
      channel.clock,
      applianceAccesses(folder, lab, (_, hostname) => channel.doorTo(hostname)),
    )
  let current = calls()
  let timers = 0

  /** While a test waits for the lab, the lab's clock may jump. */
  const idly = async <T>(wait: Promise<T>): Promise<T> => {
    channel.work.end()
    try {
      return await wait
    } finally {
      channel.work.begin()
    }
  }

  const reconnect = (): void => {
    current.close()
    current = calls()
  }

  return {
    host,
    events,
    invoke: (appliance, operation, input) =>
      idly(current.invoke(appliance, operation, input ?? {})),
    network: async (command) => {
      const result = await channel.command('network', command)
      if (!result.ok) throw new Error(result.refusal.message)
      return result.value
    },
    clients: async (command) => {
      const result = await idly(channel.command('clients', command))
      return result.ok ? result.value : Promise.reject(new Error(result.refusal.message))
    },
    watch: (holds) => {
      const seen = new Promise<LabEvent>((resolve) => waiting.add({ holds, resolve }))
      return () => idly(seen)
    },
    crashAndRestart: async (appliance) => {
      await host.crashAndRestart(appliance)
      reconnect()
    },
    kill: (name) => {
      const pid = host.processes().get(name)?.pid
      if (pid === undefined) throw new Error(`${name} has no process`)
      process.kill(pid, 'SIGKILL')
    },
    reconnect,
    recordings: (appliance) => recordingFiles(join(folder.dataFolder(appliance), 'blobs')),
    pass: (ms) =>
      idly(
        new Promise((resolve) => {
          timers += 1
          channel.clock.setTimer(`stage/${timers}`, channel.clock.nowMs() + ms, resolve)
        }),
      ),
    close: async () => {
      current.close()
      channel.close()
      await host.stop()
      host.remove()
    },
  }
}
