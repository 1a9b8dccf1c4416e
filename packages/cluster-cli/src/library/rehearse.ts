import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import type { RehearsalPlan, Runbook } from '@understudy/rehearsal'
import { type Analysis, analyse, type Report, type ReportFacts } from '@understudy/report'
import { hostsOf, type LabEvent } from '@understudy/shared'
import { makeFolder } from '../files/make-folder.ts'
import {
  chosenVariants,
  defaultLabOf,
  goingBackAfter,
  readRunbook,
  runbookFrom,
} from '../files/runbook-source.ts'
import { changeSoftware } from '../files/software-options.ts'
import { labFolderAt } from '../lab/folder/lab-folder.ts'
import { keyFor } from '../lab/processes/key-for.ts'
import { LabHost } from '../lab/processes/lab-host.ts'
import { writeOutFiles } from '../output/out-folder.ts'
import { reportFiles } from '../output/report-files.ts'
import { playReal } from '../real/play-real.ts'
import { playVirtual } from '../virtual/play-virtual.ts'
import { type LabOptions, labOf, seedIn } from './lab-options.ts'

export interface RehearseOptions extends LabOptions {
  /** Real processes (default), or virtual time. */
  readonly world?: 'real' | 'virtual'
  /** Site version installed at first, and the one to update to; like `--from` and `--to`. */
  readonly from?: string
  readonly to?: string
  /** Plays up to that step and then the way back, like `--back-out-after`. */
  readonly backOutAfter?: string
  /** Variants that the runbook offers, like `--variant`. */
  readonly variants?: readonly string[]
  /** Called with each event as it becomes known. */
  readonly onEvent?: (event: LabEvent) => void
  /** Ends a rehearsal on real processes early; its report is then inconclusive. */
  readonly signal?: AbortSignal
}

export interface Rehearsed {
  /** As in report.json (docs/report.schema.json). */
  readonly report: Report
  readonly events: readonly LabEvent[]
  /** Writes report.html, report.json, junit.xml and events.ndjson into that folder, which it creates. */
  readonly write: (folder: string) => void
}

/**
 * Plays a runbook (a shipped one, a file, or the content of one) on a lab and says what it costs. Resolves even if the
 * verdict is `failed`; rejects if runbook or lab do not fit.
 */
export async function rehearse(
  runbook: string | Runbook,
  options: RehearseOptions = {},
): Promise<Rehearsed> {
  const plan = rehearsalPlanOf(runbook, options)
  const startedAtMs = performance.now()
  const { events, traceHash } = await played(plan, options)
  const wallTimeMs = Math.round(performance.now() - startedAtMs)
  const facts: ReportFacts = { wallTimeMs, ...(traceHash === undefined ? {} : { traceHash }) }
  const analysis = analyse(events, facts)
  return {
    report: analysis.report,
    events,
    write: (folder) => write(analysis, events, folder),
  }
}

function rehearsalPlanOf(word: string | Runbook, options: RehearseOptions): RehearsalPlan {
  const { world = 'real', folder = process.cwd(), from, to } = options
  const { runbook, requirePlayableIn } =
    typeof word === 'string' ? readRunbook(word, folder) : runbookFrom(word)
  const lab = labOf({ lab: defaultLabOf(runbook), ...options }, (read) =>
    changeSoftware(read, from, to),
  )
  requirePlayableIn(lab)
  const seed = seedIn(options)
  const chosen = chosenVariants(runbook, options.variants ?? [])
  const played = goingBackAfter(chosen, lab, options.backOutAfter)
  return { runbook: played, lab, world, seed, preSharedKey: keyFor(world, seed) }
}

async function played(
  plan: RehearsalPlan,
  { onEvent = () => {}, signal }: RehearseOptions,
): Promise<{ readonly events: readonly LabEvent[]; readonly traceHash?: string }> {
  if (plan.world === 'virtual') {
    const events: LabEvent[] = []
    return { traceHash: playVirtual(plan, events, onEvent), events }
  }
  const host = new LabHost(labFolderAt(mkdtempSync(join(tmpdir(), 'understudy-lab-'))), {
    lab: plan.lab,
    seed: plan.seed,
    participants: [...hostsOf(plan.lab), 'clients', 'conductor'],
  })
  try {
    return { events: await playReal(plan, host, { onEvent, onStop: onAbort(signal) }) }
  } finally {
    host.remove()
  }
}

const onAbort =
  (signal: AbortSignal | undefined) =>
  (stop: (reason: string) => void): (() => void) => {
    const listener = (): void => stop('aborted')
    if (signal?.aborted === true) queueMicrotask(listener)
    signal?.addEventListener('abort', listener, { once: true })
    return () => signal?.removeEventListener('abort', listener)
  }

function write(analysis: Analysis, events: readonly LabEvent[], folder: string): void {
  const path = resolve(folder)
  makeFolder(path)
  for (const [name, reason] of writeOutFiles(path, reportFiles(analysis, events)))
    throw new Error(`${join(folder, name)} cannot be written: ${reason}`)
}
