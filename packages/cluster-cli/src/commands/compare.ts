import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Runbook } from '@understudy/rehearsal'
import {
  type Comparison,
  compareProcedures,
  exitCodeOf,
  renderComparisonHtml,
  renderComparisonSummary,
  type Sample,
  sampleOf,
} from '@understudy/report'
import type { QueueAddress } from '@understudy/share-queue'
import { type LabConfig, swingMethods } from '@understudy/shared'
import { labSettingsOf, settingOption } from '../files/lab-settings.ts'
import { readLab } from '../files/lab-source.ts'
import { readRunbook } from '../files/runbook-source.ts'
import { changeSoftware } from '../files/software-options.ts'
import { claimOutFolder } from '../output/out-claim.ts'
import { openOutFolder, writeOutFiles } from '../output/out-folder.ts'
import { dispatch } from '../queue/dispatch.ts'
import { queueOf, queueOptions } from '../queue/queue-options.ts'
import type { Command } from '../usage/command.ts'
import { UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { jobsOf, jobsOption } from '../usage/jobs.ts'
import { type CommandLine, parseOptions } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { integerOf, seedOf } from '../usage/values.ts'
import { comparedPlan } from '../virtual/compared-plan.ts'
import { playMany } from '../virtual/players/play-many.ts'

const options = {
  lab: { value: 'FILE', help: 'the lab: a file, or one that is shipped (default: default)' },
  seeds: { value: 'N', help: 'with how many seeds each procedure is played (default: 20)' },
  seed: { value: 'N', help: 'the first of them (default: 1)' },
  jobs: jobsOption,
  ...queueOptions,
  swing: { value: swingMethods.join('|'), help: "how traffic is swung (default: the lab's)" },
  set: settingOption,
  from: { value: 'V', help: 'site version installed at first: 11.1.0, or with Base 3.2.4+11.1.0' },
  to: { value: 'V', help: 'site version to update to, likewise' },
  out: { value: 'DIR', help: 'where the comparison goes (default: out/comparison)' },
  json: { help: 'print the comparison as JSON; progress goes to standard error' },
  strict: { help: 'exit code 4 where something passed with warnings' },
} as const

export const compare: Command = {
  name: 'compare',
  summary: 'play both procedures many times in virtual time, and set what they cost side by side',
  synopsis: '[<runbook> <runbook>] [options]',
  options,
  notes: [
    'Without runbooks: asynchronous and synchronous. The numbers that matter are those of your own lab: data volume, clients,',
    '  TTL, installation times.',
    'A seed that failed or proved nothing is named and is in no distribution; one such seed decides the verdict.',
    'Exit code: 0 passed, also with warnings (with --strict 4); 1 something failed; 2 something was inconclusive; 3 wrong',
    '  usage or bad files; 5 judged, but not all of it could be written.',
  ],
  examples: [
    'understudy compare --seeds 200',
    'understudy compare --seeds 2000 --queue redis://queue:6379',
    'understudy compare --lab ours.yaml --seeds 100 --out out/ours',
    'understudy compare --swing dns --set data.sessions=50000',
    'understudy compare asynchronous our-own.yaml --seeds 50',
  ],
  run: async (args, terminal) => {
    const line = parseOptions(args, options)
    const stage = stageOf(line, terminal.folder)
    const outName = line.values.get('out') ?? join('out', 'comparison')
    const path = openOutFolder(outName, terminal.folder)
    const release = claimOutFolder(outName, path)
    try {
      return await compareInto({ name: outName, path }, stage, line, terminal)
    } finally {
      release()
    }
  },
}

/** What is played: two runbooks on one lab, with this many seeds, counted from the first. */
interface Stage {
  readonly lab: LabConfig
  readonly runbooks: readonly [Runbook, Runbook]
  readonly firstSeed: number
  readonly seeds: number
  /** Who plays them: workers at that queue; null = this machine. */
  readonly queue: QueueAddress | null
}

function stageOf({ words, values, lists }: CommandLine, folder: string): Stage {
  if (words.length !== 0 && words.length !== 2)
    throw new UsageError(
      `expected two runbooks, or none for asynchronous and synchronous, found ${words.length}`,
    )
  const [one = 'asynchronous', other = 'synchronous'] = words
  const lab = readLab(values.get('lab') ?? 'default', folder, {
    settings: labSettingsOf(values.get('swing'), lists.get('set')),
    change: (read) => changeSoftware(read, values.get('from'), values.get('to')),
  })
  const [mine, theirs] = [one, other].map((word) => readRunbook(word, folder)) as [
    ReturnType<typeof readRunbook>,
    ReturnType<typeof readRunbook>,
  ]
  if (mine.runbook.runbook === theirs.runbook.runbook)
    throw new UsageError(
      `expected two runbooks with names of their own, found "${mine.runbook.runbook}" twice`,
    )
  for (const { requirePlayableIn } of [mine, theirs]) requirePlayableIn(lab)
  const firstSeed = Number(seedOf(values.get('seed')))
  const seeds = integerOf('--seeds', values.get('seeds') ?? '20', { min: 1, max: 100_000 })
  const queue = queueOf(values, folder)
  return { lab, runbooks: [mine.runbook, theirs.runbook], firstSeed, seeds, queue }
}

async function compareInto(
  out: { readonly name: string; readonly path: string },
  stage: Stage,
  line: CommandLine,
  terminal: Terminal,
): Promise<number> {
  const asJson = line.flags.has('json')
  const say = asJson ? terminal.err : terminal.out
  const comparison = await play(stage, jobsOf(line.values.get('jobs')), say, terminal)
  const json = `${JSON.stringify(comparison, null, 2)}\n`
  const html = renderComparisonHtml(comparison)
  const unwritten = writeOutFiles(out.path, { 'comparison.json': json, 'comparison.html': html })
  const color = asJson ? terminal.errColor : terminal.outColor
  if (asJson) terminal.out(json)
  else say(renderComparisonSummary(comparison, { color, width: terminal.columns }))
  if (!unwritten.has('comparison.html')) say(`comparison: ${join(out.name, 'comparison.html')}\n`)
  for (const [name, reason] of unwritten)
    terminal.err(`understudy: ${join(out.name, name)} cannot be written: ${reason}\n`)
  return unwritten.size > 0
    ? exitCodes.notWritten
    : exitCodeOf(comparison.verdict, line.flags.has('strict'))
}

async function play(
  stage: Stage,
  jobs: number,
  say: (text: string) => void,
  { onStop }: Terminal,
): Promise<Comparison> {
  const { lab, runbooks, firstSeed, seeds } = stage
  const count = seeds * runbooks.length
  const samples: (Sample | undefined)[] = Array.from({ length: count }, () => undefined)
  const progress = progressOf(count, say)
  const onSample = (sample: Sample, number: number): void => {
    // From a queue one may come twice.
    if (samples[number] === undefined) progress()
    samples[number] = sample
  }
  await (stage.queue === null
    ? playHere(stage, { jobs, onSample, onStop })
    : playAtQueue(stage, stage.queue, { say, onSample, onStop }))
  // If interrupted: as far as both were played with every seed.
  const until = samples.indexOf(undefined)
  const played = Math.floor((until === -1 ? samples.length : until) / runbooks.length)
  const samplesOf = (which: number): readonly Sample[] =>
    Array.from({ length: played }, (_, i) => samples[i * runbooks.length + which]).filter(
      (sample) => sample !== undefined,
    )
  const [one, other] = runbooks
  return compareProcedures(
    [
      { runbook: one.runbook, title: one.title, samples: samplesOf(0) },
      { runbook: other.runbook, title: other.title, samples: samplesOf(1) },
    ],
    {
      lab: lab.name,
      swing: lab.network.swing,
      seeds: { first: String(firstSeed), asked: seeds, played },
    },
  )
}

type OnSample = (sample: Sample, number: number) => void

async function playHere(
  stage: Stage,
  { jobs, onSample, onStop }: { jobs: number; onSample: OnSample; onStop: Terminal['onStop'] },
): Promise<void> {
  const plans = Array.from({ length: stage.seeds * stage.runbooks.length }, (_, number) =>
    comparedPlan(stage, number),
  )
  const stopping = new AbortController()
  // Ctrl-C ends the playing, never the writing of what was played.
  const letThrough = onStop(() => stopping.abort())
  try {
    await playMany(plans, {
      jobs,
      signal: stopping.signal,
      onReport: (report, number) => onSample(sampleOf(report), number),
    })
  } finally {
    letThrough()
  }
}

async function playAtQueue(
  { lab, runbooks, firstSeed, seeds }: Stage,
  queue: QueueAddress,
  {
    say,
    onSample,
    onStop,
  }: { say: (text: string) => void; onSample: OnSample; onStop: Terminal['onStop'] },
): Promise<void> {
  await dispatch({
    queue,
    run: randomBytes(8).toString('hex'),
    brief: { kind: 'comparison', compared: { lab, runbooks, firstSeed } },
    shares: Array.from({ length: seeds * runbooks.length }, (_, number) => number),
    onAnswers: (values, numbers) => {
      for (const [i, number] of numbers.entries()) onSample(values[i] as Sample, number)
    },
    say,
    onStop,
  })
}

/** One line for each tenth. */
function progressOf(count: number, say: (text: string) => void): () => void {
  let played = 0
  return () => {
    played += 1
    const tenth = (n: number): number => Math.floor((n * 10) / count)
    if (tenth(played) > tenth(played - 1)) say(`${played} of ${count} rehearsals played\n`)
  }
}
