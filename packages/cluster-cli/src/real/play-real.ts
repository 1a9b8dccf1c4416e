import { joinLab } from '@understudy/lab-channel'
import { Conductor, type RehearsalPlan } from '@understudy/rehearsal'
import type { LabEvent } from '@understudy/shared'
import { applianceAccesses } from '../lab/appliance-access.ts'
import { LabError } from '../lab/lab-error.ts'
import { tokenOf } from '../lab/lab-folder.ts'
import type { LabHost } from '../lab/lab-host.ts'
import { ApplianceCalls } from './appliance-calls.ts'
import { Conducting } from './conducting.ts'
import { endBeforeItBegan } from './end-before-it-began.ts'

export interface PlayOptions {
  readonly onEvent: (event: LabEvent) => void
  /** Calls back at each request to stop; the answer ends that. */
  readonly onStop: (listener: (signal: string) => void) => () => void
}

/**
 * Plays a runbook on a lab of real processes, from their start to their end (REH-02). Whatever ends
 * it early (Ctrl-C, a process that dies, a lab that does not start) is told by the events; all
 * processes are gone when it resolves. The second request to stop kills them.
 */
export async function playReal(
  plan: RehearsalPlan,
  host: LabHost,
  { onEvent, onStop }: PlayOptions,
): Promise<readonly LabEvent[]> {
  let stopReason: string | undefined
  let conducting: Conducting | undefined
  const end = (reason: string): void => {
    stopReason ??= reason
    conducting?.abort(reason)
  }
  const forget = onStop((signal) =>
    stopReason === undefined ? end(`interrupted (${signal})`) : host.kill(),
  )
  host.onDeath((_name, reason) => end(reason))
  try {
    await host.start()
    if (stopReason !== undefined) return endBeforeItBegan(plan, stopReason)
    return await conduct(plan, host, onEvent, (begun) => {
      conducting = begun
      if (stopReason !== undefined) begun.abort(stopReason)
    })
  } catch (error) {
    if (!(error instanceof LabError)) throw error
    return endBeforeItBegan(plan, stopReason ?? error.message)
  } finally {
    await host.stop()
    forget()
  }
}

async function conduct(
  plan: RehearsalPlan,
  host: LabHost,
  onEvent: (event: LabEvent) => void,
  onBegun: (conducting: Conducting) => void,
): Promise<readonly LabEvent[]> {
  const channel = await joinLab({
    hubPort: host.hubPort,
    token: tokenOf(host.folder),
    name: 'conductor',
    kind: 'conductor',
    events: true,
  }).catch((error: Error) => {
    throw new LabError(error.message)
  })
  const calls = new ApplianceCalls(
    channel.clock,
    applianceAccesses(host.folder, plan.lab, (_name, hostname) => channel.doorTo(hostname)),
  )
  const conducting = new Conducting({ conductor: new Conductor(plan), channel, calls, onEvent })
  try {
    const played = conducting.play()
    onBegun(conducting)
    return await played
  } finally {
    calls.close()
    channel.close()
  }
}
