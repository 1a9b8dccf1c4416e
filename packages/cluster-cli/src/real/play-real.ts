import { setTimeout } from 'node:timers/promises'
import { joinLab, type LabChannel } from '@understudy/lab-channel'
import { Conductor, type RehearsalPlan, retell } from '@understudy/rehearsal'
import { type ApplianceStatus, type LabEvent, rosterOf } from '@understudy/shared'
import type { ApplianceAccess } from '../appliances/admin-api.ts'
import { applianceAccesses } from '../appliances/appliance-access.ts'
import { ApplianceCalls } from '../appliances/appliance-calls.ts'
import { tokenOf } from '../lab/folder/lab-folder.ts'
import { LabError } from '../lab/lab-error.ts'
import type { LabHost } from '../lab/processes/lab-host.ts'
import type { KeptContent } from '../output/kept-content.ts'
import { Conducting, type GoingOn, type PersonWord } from './conducting.ts'
import { endBeforeItBegan } from './end-before-it-began.ts'
import type { Journal, Unfinished } from './journal.ts'

/** The processes of a lab a runbook is played on, from their start to their end. */
export type RehearsalHost = Pick<
  LabHost,
  'folder' | 'hubPort' | 'startNetwork' | 'startMembers' | 'onDeath' | 'stop' | 'kill'
>

export interface PlayOptions {
  readonly onEvent: (event: LabEvent) => void
  /** Called, before all else, with what happened before this process. */
  readonly onRetold?: (events: readonly LabEvent[]) => void
  /** What a step downloaded, kept beside the report; called before anything goes on. */
  readonly onKept?: (file: string, content: KeptContent) => void
  /** Attends it (REH-04): calls back with what people say until the returned function is called. Left out: nobody does. */
  readonly onPerson?: (say: (word: PersonWord) => void) => () => void
  /** Keeps what another process needs to go on with it. */
  readonly journal?: Journal
  /** It is gone on with where another process has left off (REH-04), with the files that were kept then. */
  readonly unfinished?: Unfinished & Pick<GoingOn, 'kept' | 'word'>
  /** Calls back at each request to stop; the returned function ends that. */
  readonly onStop: (listener: (signal: string) => void) => () => void
}

/**
 * Plays a runbook on a lab of real processes, from their start to their end (REH-02). Whatever ends it early (Ctrl-C, a
 * process that dies, a lab that does not start) is in the events; all processes are gone when it resolves. A second
 * request to stop kills them.
 */
export async function playReal(
  plan: RehearsalPlan,
  host: RehearsalHost,
  options: PlayOptions,
): Promise<readonly LabEvent[]> {
  const { onStop, onPerson = () => () => {} } = options
  let stopReason: string | undefined
  let conducting: Conducting | undefined
  const end = (reason: string): void => {
    stopReason ??= reason
    // A lab that is still starting has nothing to bring to an orderly end.
    if (conducting === undefined) void host.stop()
    else conducting.abort(reason)
  }
  const forget = onStop((signal) =>
    stopReason === undefined ? end(`interrupted (${signal})`) : host.kill(),
  )
  host.onDeath((_name, reason) => end(reason))
  // Whoever goes on sees the question before the lab is there to hear the answer.
  const early: PersonWord[] = []
  const forgetPeople = onPerson((word) =>
    conducting === undefined ? early.push(word) : conducting.say(word),
  )
  try {
    await host.startNetwork()
    const channel = await joinAsConductor(host)
    try {
      return await conduct(plan, host, channel, options, (begun) => {
        conducting = begun
        for (const word of early) begun.say(word)
        return stopReason
      })
    } finally {
      channel.close()
    }
  } catch (error) {
    if (!(error instanceof LabError)) throw error
    return endBeforeItBegan(plan, stopReason ?? error.message)
  } finally {
    await host.stop()
    forgetPeople()
    forget()
  }
}

function joinAsConductor(host: RehearsalHost): Promise<LabChannel> {
  const { hubPort, folder } = host
  const token = tokenOf(folder)
  return joinLab({
    hubPort,
    token,
    name: 'conductor',
    kind: 'conductor',
    counts: true,
    events: true,
  }).catch((error: Error) => {
    throw new LabError(error.message)
  })
}

/** `onBegun` returns why it is already over, if it is. */
async function conduct(
  plan: RehearsalPlan,
  host: RehearsalHost,
  channel: LabChannel,
  { onEvent, onRetold = () => {}, onKept = () => {}, journal, unfinished }: PlayOptions,
  onBegun: (conducting: Conducting) => string | undefined,
): Promise<readonly LabEvent[]> {
  const conductor = new Conductor(unfinished?.plan ?? plan)
  const isAttended = plan.attended === true
  const goingOn = unfinished && takenUp(conductor, unfinished, isAttended)
  onRetold(goingOn?.retold.events ?? [])
  const conducting = new Conducting(conductor, channel, { onEvent, onKept, journal, goingOn })
  // Until the conductor begins, time passes normally: the processes are starting.
  channel.work.begin()
  await host.startMembers()
  const accesses = applianceAccesses(host.folder, plan.lab, (_name, hostname) =>
    channel.doorTo(hostname),
  ).map(
    (access): ApplianceAccess => ({
      ...access,
      watch: (connection, stream) => channel.watch(connection, stream),
    }),
  )
  const calls = new ApplianceCalls(channel.clock, accesses, {
    afterFailure: () => heldMoment(channel),
  })
  try {
    if (goingOn !== undefined) {
      await linksUp(calls, plan)
      // The clients were sent home when the lab was stopped.
      if (goingOn.retold.areClientsAtWork)
        await channel.command('clients', { kind: 'start-clients', input: {} })
    }
    const played = conducting.play(calls)
    channel.work.end()
    const stopReason = onBegun(conducting)
    if (stopReason !== undefined) conducting.abort(stopReason)
    return await played
  } finally {
    calls.close()
  }
}

/** The conductor stands where the other process has left it; what steps had downloaded is at hand again. */
function takenUp(
  conductor: Conductor,
  { heard, kept, word }: NonNullable<PlayOptions['unfinished']>,
  isAttended: boolean,
): GoingOn {
  const retold = retell(conductor, heard, 'conductor')
  const leftAtMs = heard.at(-1)?.atMs ?? 0
  const files = [...kept].filter(([name]) => retold.files.includes(name))
  return { retold, word, leftAtMs, isAttended, kept: new Map([...retold.texts, ...files]) }
}

/** Real time. */
const momentMs = 250
const linksWithinMs = 30_000

/** After a start two appliances find each other again; until then each would refuse what needs the other. */
async function linksUp(calls: ApplianceCalls, { lab }: RehearsalPlan): Promise<void> {
  const untilMs = performance.now() + linksWithinMs
  for (let upSince = 0; upSince < 4 && performance.now() < untilMs; ) {
    const statuses = await Promise.all(
      rosterOf(lab).map((name) => calls.invoke(name, 'status', {})),
    )
    const isUp = statuses.every(
      (one) => !one.ok || (one.value as ApplianceStatus).relationship?.link !== 'down',
    )
    upSince = isUp ? upSince + 1 : 0
    await setTimeout(momentMs)
  }
}

/**
 * When a process dies, its connections are seen to break first, and its end a moment later. Lab time is held for that
 * moment, so that the rehearsal ends for the true reason.
 */
async function heldMoment({ work }: LabChannel): Promise<void> {
  work.begin()
  await setTimeout(momentMs)
  work.end()
}
