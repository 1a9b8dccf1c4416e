import { join } from 'node:path'
import {
  judgeMutation,
  type Mutation,
  mutationsMarkdown,
  mutationsOf,
  mutationsSummary,
  type RunbookMutations,
  refusedMutation,
  renderMutationsHtml,
  resultOf,
} from '@understudy/chaos'
import { checkRunbook, type RehearsalPlan, type Runbook } from '@understudy/rehearsal'
import { exitCodeOf, type Report } from '@understudy/report'
import { labSettingsOf } from '../files/lab-settings.ts'
import { readLab } from '../files/lab-source.ts'
import { defaultLabOf, readRunbook } from '../files/runbook-source.ts'
import { keyFor } from '../lab/processes/key-for.ts'
import { claimOutFolder } from '../output/out-claim.ts'
import { openOutFolder, writeOutFiles } from '../output/out-folder.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { jobsOf } from '../usage/jobs.ts'
import type { CommandLine } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { seedOf, wordsOf } from '../usage/values.ts'
import { playMany } from '../virtual/players/play-many.ts'

/** `chaos runbook`: every single mistake one can make with a runbook, each rehearsed (REH-07). */
export async function mutateRunbook(line: CommandLine, terminal: Terminal): Promise<number> {
  const { values, flags } = line
  const plan = planOf(line, terminal.folder)
  const jobs = jobsOf(values.get('jobs'))
  const outName = values.get('out') ?? join('out', `mistakes-${plan.runbook.runbook}`)
  const path = openOutFolder(outName, terminal.folder)
  const release = claimOutFolder(outName, path)
  try {
    const asJson = flags.has('json')
    const say = asJson ? terminal.err : terminal.out
    const result = await play(plan, jobs, say, terminal)
    const json = `${JSON.stringify(result, null, 2)}\n`
    const unwritten = writeOutFiles(path, {
      'runbook-mutations.json': json,
      'runbook-mutations.md': mutationsMarkdown(result),
      'runbook-mutations.html': renderMutationsHtml(result),
    })
    const { columns: width, outColor: color } = terminal
    terminal.out(asJson ? json : mutationsSummary(result, { color, width }))
    for (const [name, reason] of unwritten)
      terminal.err(`understudy: ${join(outName, name)} cannot be written: ${reason}\n`)
    return unwritten.size > 0 ? exitCodes.notWritten : exitCodeOf(result.verdict)
  } finally {
    release()
  }
}

function planOf({ words, values, lists }: CommandLine, folder: string): RehearsalPlan {
  const [word = ''] = wordsOf(words, ['runbook'])
  const { runbook, requirePlayableIn } = readRunbook(word, folder)
  const settings = labSettingsOf(values.get('swing'), lists.get('set'))
  const lab = readLab(values.get('lab') ?? defaultLabOf(runbook), folder, { settings })
  requirePlayableIn(lab)
  const seed = seedOf(values.get('seed'))
  return { runbook, lab, world: 'virtual', seed, preSharedKey: keyFor('virtual', seed) }
}

/** Plays those that the file's own check lets pass, and the runbook without a mistake. */
async function play(
  plan: RehearsalPlan,
  jobs: number,
  say: (text: string) => void,
  { onStop }: Terminal,
): Promise<RunbookMutations> {
  const mutations = mutationsOf(plan.runbook, plan.lab)
  const errors = new Map(mutations.map(({ id, runbook }) => [id, checkRunbook(runbook)]))
  const isRefused = ({ id }: Mutation): boolean => (errors.get(id) ?? []).length > 0
  const played = mutations.filter((mutation) => !isRefused(mutation))
  const runbooks: readonly Runbook[] = [plan.runbook, ...played.map(({ runbook }) => runbook)]
  const reports = await rehearsed(
    runbooks.map((runbook) => ({ ...plan, runbook })),
    { jobs, onStop, say },
  )
  const base = reports[0]
  if (base === undefined) throw new Error('the runbook without a mistake was not played')
  const judged = mutations.flatMap((mutation) => {
    if (isRefused(mutation)) return [refusedMutation(mutation, errors.get(mutation.id) ?? [])]
    const report = reports[played.indexOf(mutation) + 1]
    return report === undefined ? [] : [judgeMutation(mutation, base, report)]
  })
  return resultOf(base, judged, mutations.length)
}

interface Playing {
  readonly jobs: number
  readonly onStop: Terminal['onStop']
  readonly say: (text: string) => void
}

/** The reports of the plans; undefined if Ctrl-C came before a plan was played. */
async function rehearsed(
  plans: readonly RehearsalPlan[],
  { jobs, onStop, say }: Playing,
): Promise<readonly (Report | undefined)[]> {
  const reports: (Report | undefined)[] = plans.map(() => undefined)
  const stopping = new AbortController()
  const letThrough = onStop(() => stopping.abort())
  let count = 0
  const onReport = (report: Report, index: number): void => {
    reports[index] = report
    count += 1
    if (count % 20 === 0 || count === plans.length)
      say(`${count} of ${plans.length} rehearsals played\n`)
  }
  try {
    await playMany(plans, { jobs, signal: stopping.signal, onReport })
  } finally {
    letThrough()
  }
  return reports
}
