import { join, relative } from 'node:path'
import { performance } from 'node:perf_hooks'
import { loopback } from '@understudy/lab-channel'
import type { RehearsalPlan } from '@understudy/rehearsal'
import { analyse, type ReportFacts } from '@understudy/report'
import { hostsOf, type LabConfig, type LabEvent } from '@understudy/shared'
import { layout } from '../containers/layout.ts'
import { labSettingsOf } from '../files/lab-settings.ts'
import { changeLabFile, type ReadLab } from '../files/lab-source.ts'
import {
  chosenVariants,
  defaultLabOf,
  goingBackAfter,
  readRunbook,
} from '../files/runbook-source.ts'
import { changeSoftware } from '../files/software-options.ts'
import { labFolderAt, makeLabFolder } from '../lab/folder/lab-folder.ts'
import { keyFor } from '../lab/processes/key-for.ts'
import { LabHost } from '../lab/processes/lab-host.ts'
import type { KeptContent } from '../output/kept-content.ts'
import { KeptEvents } from '../output/kept-events.ts'
import {
  leaveReport,
  reportFormOf,
  reportNotes,
  reportOptions,
  sayerOf,
} from '../output/leave-report.ts'
import { leaveTraces, tracesOption } from '../output/leave-traces.ts'
import { claimOutFolder } from '../output/out-claim.ts'
import {
  makeLabFolderIn,
  openOutFolder,
  runningEventsName,
  writeOutFiles,
} from '../output/out-folder.ts'
import { reportFiles } from '../output/report-files.ts'
import { Telling } from '../output/telling.ts'
import { unfinishedIn } from '../real/journal.ts'
import { peopleAt } from '../real/people.ts'
import { type PlayOptions, playReal } from '../real/play-real.ts'
import { rehearseRemotely } from '../remote/rehearse-remotely.ts'
import { atOptions, labAt, type RemoteLab } from '../remote/remote-lab.ts'
import type { Command } from '../usage/command.ts'
import { UsageError } from '../usage/errors.ts'
import { type CommandLine, parseOptions } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { unknownWord } from '../usage/unknown-word.ts'
import { seedOf, wordsOf } from '../usage/values.ts'
import { dryRun } from './dry-run.ts'
import { journalFor, keptIn, resumeOptions, waysOn } from './going-on.ts'
import { labToMake, readLabToMake } from './lab-to-make.ts'

const worlds = ['real', 'virtual'] as const
type World = (typeof worlds)[number]

const options = {
  ...labToMake,
  world: { value: 'real|virtual', help: 'real processes, or virtual time (default: real)' },
  from: { value: 'V', help: 'site version installed at first: 11.1.0, or with Base 3.2.4+11.1.0' },
  to: { value: 'V', help: 'site version to update to, likewise' },
  variant: {
    value: 'ID',
    repeatable: true,
    help: 'a variant that the runbook offers, such as manual-update; may be given again',
  },
  'back-out-after': {
    value: 'STEP',
    help: 'play up to that step, and then the way back that the runbook describes',
  },
  'dry-run': { help: 'print what would be done, or why it cannot work; nothing is started' },
  attended: {
    help: 'ask people to approve and decide, and what to do when a step fails, with real processes',
  },
  resume: {
    value: 'DIR',
    help: 'go on with the rehearsal whose report and kept lab are there, from the step that failed',
  },
  skip: { value: 'REASON', help: 'with --resume: the failed step is skipped, for that reason' },
  out: { value: 'DIR', help: 'where the report goes (default: out/<runbook>-<world>)' },
  ...reportOptions,
  ...tracesOption,
  ...atOptions,
  'keep-lab': {
    help: "keep the lab's folder: databases, logs, certificates, and what --resume needs",
  },
} as const

export const rehearse: Command = {
  name: 'rehearse',
  summary: 'play a runbook on a lab and report what it costs',
  synopsis: '<runbook> [options] | --resume DIR [--skip REASON]',
  options,
  notes: [
    'An attended rehearsal takes a line each: Enter goes on (approves, tries a failed step again), pause, skip REASON.',
    'A runbook is a file or a shipped name: asynchronous, synchronous, pre-production, hardware-replacement,',
    '  failed-appliance. It plays in the lab that it names itself, else in the shipped lab default.',
    ...reportNotes,
  ],
  examples: [
    'understudy rehearse asynchronous --out out/async',
    'understudy rehearse synchronous --world virtual --seed 7',
    'understudy rehearse asynchronous --lab legacy --json',
    'understudy rehearse --resume out/async --skip "the test machine is broken"',
    'understudy rehearse asynchronous --dry-run',
    'understudy rehearse asynchronous --back-out-after test-site-b --world virtual',
    'understudy rehearse asynchronous --from 11.1.0 --to 12.2.0',
    'understudy rehearse asynchronous --lab dns --world virtual',
    'understudy rehearse asynchronous --swing nat --set network.nat.onChange=cut',
    `understudy rehearse asynchronous --at ${loopback.url('https', layout.controlPort)} --token-file token`,
  ],
  run: async (args, terminal) => {
    const line = parseOptions(args, options)
    reportFormOf(line)
    if (line.values.has('resume')) return resumeRehearsal(line, terminal)
    if (line.values.has('skip')) throw new UsageError('option --skip is for --resume')
    const [runbook = ''] = wordsOf(line.words, ['runbook'])
    return rehearseRunbook(runbook, line, terminal)
  },
}

interface Played {
  readonly events: Iterable<LabEvent>
  readonly facts: ReportFacts
  /** What steps downloaded, by file name. */
  readonly kept: ReadonlyMap<string, KeptContent>
  /** To be called when the report is saved. */
  readonly end: () => void
}

async function rehearseRunbook(
  word: string,
  line: CommandLine,
  terminal: Terminal,
): Promise<number> {
  const remote = await remoteOf(line, terminal.folder)
  const plan = planOf(word, line, terminal.folder, remote)
  if (line.flags.has('dry-run')) return dryRun(plan, line.flags.has('json'), terminal)
  const outName = line.values.get('out') ?? join('out', `${plan.runbook.runbook}-${plan.world}`)
  const path = openOutFolder(outName, terminal.folder)
  const release = claimOutFolder(outName, path)
  try {
    return await rehearseInto({ name: outName, path }, plan, { line, remote }, terminal)
  } finally {
    release()
  }
}

/** In another process, maybe on another day: the kept lab is started again, and the failed step is tried again or skipped (REH-04). */
async function resumeRehearsal(line: CommandLine, terminal: Terminal): Promise<number> {
  const { name, reason } = resumeOptions(line)
  const path = openOutFolder(name, terminal.folder)
  const release = claimOutFolder(name, path)
  try {
    const { plan, ...left } = unfinishedIn(name, path)
    const word =
      reason === undefined ? { word: 'go-on' as const } : { word: 'skip' as const, reason }
    const unfinished = { plan, ...left, word, kept: keptIn(path) }
    const attended = line.flags.has('attended')
    return await rehearseInto(
      { name, path },
      { ...plan, attended },
      { line, remote: undefined, unfinished },
      terminal,
    )
  } finally {
    release()
  }
}

interface How {
  readonly line: CommandLine
  readonly remote: RemoteStage | undefined
  readonly unfinished?: PlayOptions['unfinished']
}

async function rehearseInto(
  out: { readonly name: string; readonly path: string },
  plan: RehearsalPlan,
  { line, remote, unfinished }: How,
  terminal: Terminal,
): Promise<number> {
  const form = reportFormOf(line)
  const say = sayerOf(form, terminal)
  const color = form === 'words' ? terminal.outColor : terminal.errColor
  const telling = new Telling(terminal, { color, say, isAttended: plan.attended === true })
  const tell: Told = {
    onEvent: (event) => telling.take(event),
    onRetold: (events) => telling.recall(events),
  }
  const keep = line.flags.has('keep-lab') || unfinished !== undefined
  const labPath = (): string => unfinished?.labFolder ?? makeLabFolderIn(out.name, out.path, keep)
  const { events, facts, kept, end } = await (remote !== undefined
    ? inContainers(plan, remote, line.values, tell.onEvent, terminal)
    : plan.world === 'virtual'
      ? inVirtualWorld(plan, out.path, tell.onEvent)
      : onRealLab(plan, { path: labPath(), keep, out, unfinished }, tell, terminal)
  ).finally(() => telling.end())
  try {
    const analysis = analyse(events, facts)
    const files = { ...Object.fromEntries(kept), ...reportFiles(analysis, events) }
    const code = leaveReport(out, analysis, files, line, terminal)
    return await leaveTraces(line.values.get('otlp'), analysis, events, terminal, code)
  } finally {
    end()
  }
}

/** A lab in containers, and the file to rehearse there, with the command line's settings. */
interface RemoteStage extends ReadLab {
  readonly at: RemoteLab
}

async function remoteOf(line: CommandLine, folder: string): Promise<RemoteStage | undefined> {
  const { values, lists, flags } = line
  if (!values.has('at')) return undefined
  if (values.get('world') === 'virtual') throw new UsageError('--at is for the real world')
  if (flags.has('keep-lab')) throw new UsageError('--keep-lab is for labs of this machine')
  const at = await labAt(values.get('at') ?? '', values.get('token-file'), folder)
  const changes = {
    settings: labSettingsOf(values.get('swing'), lists.get('set')),
    change: (read: LabConfig) => changeSoftware(read, values.get('from'), values.get('to')),
  }
  const word = values.get('lab')
  const read =
    word === undefined
      ? changeLabFile(at.told.file, `the lab ${at.name}`, changes)
      : readLabToMake(word, folder, changes)
  return { ...read, at }
}

function planOf(
  word: string,
  { values, lists, flags }: CommandLine,
  folder: string,
  remote: ReadLab | undefined,
): RehearsalPlan {
  const world = worldOf(values.get('world') ?? 'real')
  const seed = seedOf(values.get('seed'))
  const { runbook, requirePlayableIn } = readRunbook(word, folder)
  const lab =
    remote?.lab ??
    readLabToMake(values.get('lab') ?? defaultLabOf(runbook), folder, {
      settings: labSettingsOf(values.get('swing'), lists.get('set')),
      change: (read) => changeSoftware(read, values.get('from'), values.get('to')),
    }).lab
  requirePlayableIn(lab)
  const chosen = chosenVariants(runbook, lists.get('variant') ?? [])
  const played = goingBackAfter(chosen, lab, values.get('back-out-after'))
  const attended = flags.has('attended')
  if (attended && (world === 'virtual' || remote !== undefined))
    throw new UsageError(
      'option --attended is for real processes of this machine: people take real time',
    )
  const key = { preSharedKey: keyFor(world, seed) }
  return { runbook: played, lab, world, seed, ...key, ...(attended ? { attended } : {}) }
}

function worldOf(word: string): World {
  const world = worlds.find((known) => known === word)
  if (world === undefined) throw unknownWord('world', word, worlds)
  return world
}

/** Who is told what happens, and what has happened before this process. */
type Told = Required<Pick<PlayOptions, 'onEvent' | 'onRetold'>>

interface LabToPlay {
  readonly path: string
  readonly keep: boolean
  /** Where the report goes. */
  readonly out: { readonly name: string; readonly path: string }
  readonly unfinished: PlayOptions['unfinished']
}

async function onRealLab(
  plan: RehearsalPlan,
  { path, keep, out, unfinished }: LabToPlay,
  told: Told,
  terminal: Terminal,
): Promise<Played> {
  const { folder, err, onStop } = terminal
  const host = new LabHost(labFolderAt(path), {
    lab: plan.lab,
    // Customers who come now are others than those who came before.
    seed: unfinished === undefined ? plan.seed : `${plan.seed}/${unfinished.heard.length}`,
    participants: [...hostsOf(plan.lab), 'clients', 'conductor'],
  })
  // Ctrl-C ends what is played, never the writing of its report; removing the folder, which may take long, comes last.
  const letThrough = onStop(() => {})
  let howToGoOn = ''
  const end = (): void => {
    letThrough()
    if (keep) err(`the lab is kept in ${relative(folder, path)}\n`)
    else host.remove()
    err(howToGoOn)
  }
  try {
    makeLabFolder(host.folder)
    const startedAtMs = performance.now()
    const kept = new Map<string, KeptContent>()
    const onKept = (file: string, content: KeptContent): void => {
      kept.set(file, content)
      // If this process is killed, the next one hands it over.
      if (keep) writeOutFiles(out.path, { [file]: content })
    }
    const people = plan.attended === true ? { onPerson: peopleAt(terminal) } : {}
    const isGoneOn = unfinished !== undefined
    const journal = journalFor(path, plan, { keep, isGoneOn })
    const goingOn = unfinished === undefined ? {} : { unfinished }
    const played = { ...(journal === undefined ? {} : { journal }), ...goingOn }
    const events = await playReal(plan, host, { ...told, onKept, onStop, ...people, ...played })
    howToGoOn = waysOn({ journal, isGoneOn }, events, out.name)
    const wallTimeMs = Math.round(performance.now() - startedAtMs)
    return { events, facts: { wallTimeMs }, kept, end }
  } catch (error) {
    end()
    throw error
  }
}

/** The lab's own containers play it; the report is worked out here. */
async function inContainers(
  { runbook, seed }: RehearsalPlan,
  { at, file }: RemoteStage,
  values: CommandLine['values'],
  onEvent: (event: LabEvent) => void,
  { onStop }: Terminal,
): Promise<Played> {
  const [from, to] = [values.get('from'), values.get('to')]
  const software = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
  const asked = { runbook, file, seed, ...software }
  const { events, kept, wallTimeMs } = await rehearseRemotely(at, asked, onEvent, onStop)
  return { events, facts: { wallTimeMs }, kept, end: () => {} }
}

/** The simulator and the database are loaded only here: a real rehearsal starts without them. */
async function inVirtualWorld(
  plan: RehearsalPlan,
  outFolder: string,
  onEvent: (event: LabEvent) => void,
): Promise<Played> {
  const { playVirtual } = await import('../virtual/play-virtual.ts')
  const startedAtMs = performance.now()
  const kept = new Map<string, KeptContent>()
  const keep = (file: string, content: KeptContent) => void kept.set(file, content)
  const events = new KeptEvents(join(outFolder, runningEventsName))
  try {
    const traceHash = playVirtual(plan, events, onEvent, keep)
    const wallTimeMs = Math.round(performance.now() - startedAtMs)
    return { events, facts: { wallTimeMs, traceHash }, kept, end: () => events.end() }
  } catch (error) {
    events.end()
    throw error
  }
}
