import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import {
  drawSchedule,
  type PlayedSchedule,
  playSchedule,
  renderCampaignHtml,
  renderCampaignJUnit,
  replayCommandOf,
  type SeedRecord,
  shrink,
  Tally,
} from '@understudy/chaos'
import { exitCodeOf } from '@understudy/report'
import { buildStamp } from '../build-stamp.ts'
import { openOutFolder, writeOutFiles } from '../output/out-folder.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import type { Terminal } from '../usage/terminal.ts'
import type { ChaosPlan } from './options.ts'
import { playRealCampaign } from './real/real-campaign.ts'
import { scenarioName, scenarioOf, scenarioText } from './scenario-file.ts'
import { labsOn } from './stores.ts'
import { playCampaign } from './workers.ts'

const progressEveryMs = 2_000
/** Per campaign: shrinking takes many plays each, and the first few tell most. */
const shrunkMax = 5

/** Plays the campaign, shrinks the first findings, writes the reports; returns the exit code. */
export async function runCampaign(
  plan: ChaosPlan,
  outName: string,
  json: boolean,
  terminal: Terminal,
): Promise<number> {
  const say = json ? terminal.err : terminal.out
  const folder = openOutFolder(outName, terminal.folder)
  const tally = new Tally(plan)
  const startedAtMs = performance.now()
  const wallMs = (): number => Math.round(performance.now() - startedAtMs)
  let toldAtMs = 0
  const unshrunk: [string, string][] = []
  const onSeed = (record: SeedRecord, played?: PlayedSchedule): void => {
    tally.add(record)
    if (played !== undefined && record.findings.length > 0 && unshrunk.length < shrunkMax)
      unshrunk.push(scenarioFile(record, played))
    for (const { law, spec, message } of record.findings)
      say(
        `seed ${record.seed}: ${law} (${spec}): ${message}\n  ${replayCommandOf(record.seed, plan)}\n`,
      )
    if (wallMs() - toldAtMs < progressEveryMs) return
    toldAtMs = wallMs()
    say(`${tally.progress(toldAtMs)}\n`)
  }
  const play = plan.world === 'real' ? playRealCampaign : playCampaign
  await play({ plan, onSeed, onStop: terminal.onStop })
  const report = tally.report(wallMs(), buildStamp?.commit ?? null)
  say(`${tally.progress(report.wallMs)}\n`)
  const shrunk = (): [string, string][] =>
    report.seeds
      .filter(({ findings }) => findings.length > 0)
      .slice(0, shrunkMax)
      .map((record) => shrunkFile(record, plan))
  // Of real processes no two runs are the same: nothing says that a smaller schedule does not fail.
  const scenarios = plan.world === 'real' ? unshrunk : shrunk()
  const unwritten = writeOutFiles(folder, {
    'campaign.json': `${JSON.stringify(report, null, 2)}\n`,
    'campaign.html': renderCampaignHtml(report),
    'junit.xml': renderCampaignJUnit(report),
    ...Object.fromEntries(scenarios),
  })
  if (json) terminal.out(`${JSON.stringify(report, null, 2)}\n`)
  for (const why of report.reasons) say(`${why}\n`)
  say(`${report.verdict}: ${join(outName, 'campaign.html')}\n`)
  const what = plan.world === 'real' ? 'schedule' : 'shrunk'
  for (const [name] of scenarios) say(`${what}: ${join(outName, name)}\n`)
  for (const [name, reason] of unwritten)
    terminal.err(`understudy: ${join(outName, name)} cannot be written: ${reason}\n`)
  return unwritten.size > 0 ? exitCodes.notWritten : exitCodeOf(report.verdict)
}

function shrunkFile(record: SeedRecord, { mode, faults, store }: ChaosPlan): [string, string] {
  const { seed, findings } = record
  const [finding] = findings
  const law = finding?.law ?? ''
  const labs = labsOn(store)
  const play = (schedule: ReturnType<typeof drawSchedule>) => playSchedule(schedule, labs)
  const drawn = drawSchedule(seed, { mode, faults })
  const { schedule } = shrink(drawn, (one) => play(one).findings.some((f) => f.law === law))
  return scenarioFile(record, play(schedule))
}

/** A scenario file for what was found first, by its name. */
function scenarioFile({ seed, findings }: SeedRecord, played: PlayedSchedule): [string, string] {
  const [finding] = findings
  const scenario = scenarioOf(`Seed ${seed}: ${finding?.message ?? ''}`, played)
  return [scenarioName(seed, { law: finding?.law ?? '' }), scenarioText(scenario)]
}
