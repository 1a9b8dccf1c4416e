import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import {
  drawSchedule,
  foundMax,
  type PlayedSchedule,
  renderCampaignHtml,
  renderCampaignJUnit,
  replayCommandOf,
  type SeedRecord,
  shrink,
} from '@understudy/chaos'
import { exitCodeOf } from '@understudy/report'
import type { QueueAddress } from '@understudy/share-queue'
import { buildStamp } from '../build-stamp.ts'
import { openOutFolder, orUsageError, writeOutFiles } from '../output/out-folder.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import type { Terminal } from '../usage/terminal.ts'
import { seedLogName } from './kept-campaign.ts'
import type { ChaosPlan } from './options.ts'
import { playerOn } from './play-seeds.ts'
import { playRealCampaign } from './real/real-campaign.ts'
import { RunningCampaign } from './running-campaign.ts'
import { scenarioName, scenarioOf, scenarioText } from './scenario-file.ts'
import { playCampaign } from './workers.ts'

const progressEveryMs = 2_000
/** Per campaign: shrinking takes many plays each, and the first few tell most. */
const shrunkMax = 5

export interface CampaignOptions {
  readonly plan: ChaosPlan
  /** Goes on with the campaign that an earlier run left in the folder (CHA-01). */
  readonly resumes: boolean
  /** Who plays the seeds: workers at that queue; null = this machine. */
  readonly queue: QueueAddress | null
  readonly outName: string
  readonly json: boolean
}

/** Plays the campaign, shrinks the first findings, writes the reports; returns the exit code. */
export async function runCampaign(
  { plan, resumes, queue, outName, json }: CampaignOptions,
  terminal: Terminal,
): Promise<number> {
  const say = json ? terminal.err : terminal.out
  const folder = openOutFolder(outName, terminal.folder)
  const campaign = orUsageError(outName, () => new RunningCampaign({ folder, plan, resumes }))
  if (campaign.tally.played > 0) say(`goes on after ${campaign.tally.played} seeds\n`)
  let toldAtMs = performance.now()
  let told = 0
  const unshrunk: [string, string][] = []
  const onSeed = (record: SeedRecord, played?: PlayedSchedule): void => {
    if (!campaign.add(record)) return
    if (played !== undefined && record.findings.length > 0 && unshrunk.length < shrunkMax)
      unshrunk.push(scenarioFile(record, played))
    if (record.findings.length > 0 && told < foundMax) {
      told += 1
      say(findingText(record, plan))
    }
    if (performance.now() - toldAtMs < progressEveryMs) return
    toldAtMs = performance.now()
    say(`${campaign.progress}\n`)
  }
  const run = { plan, done: campaign.done, onSeed, onStop: terminal.onStop }
  if (queue !== null) {
    const { playQueuedCampaign } = await import('./queued-campaign.ts')
    await playQueuedCampaign({ ...run, run: campaign.run, queue, say, keep: () => campaign.keep() })
  } else if (plan.world === 'real') await playRealCampaign(run)
  else await playCampaign(run)
  const unkept = campaign.end()
  const report = campaign.tally.report(campaign.wallMs, buildStamp?.commit ?? null)
  say(`${campaign.progress}\n`)
  // Of real processes no two runs are the same: nothing says that a smaller schedule does not fail.
  const scenarios =
    plan.world === 'real'
      ? unshrunk
      : report.found.slice(0, shrunkMax).map((record) => shrunkFile(record, plan))
  const text = `${JSON.stringify(report, null, 2)}\n`
  const unwritten = writeOutFiles(folder, {
    'campaign.json': text,
    'campaign.html': renderCampaignHtml(report),
    'junit.xml': renderCampaignJUnit(report),
    ...Object.fromEntries(scenarios),
  })
  if (json) terminal.out(text)
  for (const why of report.reasons) say(`${why}\n`)
  if (report.foundMore > 0) say(`${report.foundMore} more are in ${join(outName, seedLogName)}\n`)
  say(`${report.verdict}: ${join(outName, 'campaign.html')}\n`)
  const what = plan.world === 'real' ? 'schedule' : 'shrunk'
  for (const [name] of scenarios) say(`${what}: ${join(outName, name)}\n`)
  const missing = new Map([...unkept, ...unwritten])
  for (const [name, reason] of missing)
    terminal.err(`understudy: ${join(outName, name)} cannot be written: ${reason}\n`)
  return missing.size > 0 ? exitCodes.notWritten : exitCodeOf(report.verdict)
}

const findingText = ({ seed, findings }: SeedRecord, plan: ChaosPlan): string =>
  findings
    .map(
      ({ law, spec, message }) =>
        `seed ${seed}: ${law} (${spec}): ${message}\n  ${replayCommandOf(seed, plan)}\n`,
    )
    .join('')

function shrunkFile(record: SeedRecord, plan: ChaosPlan): [string, string] {
  const law = record.findings[0]?.law
  const play = playerOn(plan)
  const drawn = drawSchedule(record.seed, plan)
  const { schedule } = shrink(drawn, (one) => play(one).findings.some((f) => f.law === law))
  return scenarioFile(record, play(schedule))
}

/** A scenario file for what was found first, by its name. */
function scenarioFile({ seed, findings }: SeedRecord, played: PlayedSchedule): [string, string] {
  const [finding] = findings
  const scenario = scenarioOf(`Seed ${seed}: ${finding?.message ?? ''}`, played)
  return [scenarioName(seed, { law: finding?.law ?? '' }), scenarioText(scenario)]
}
