import { resolve } from 'node:path'
import { drawSchedule, type PlayedSchedule, verdictOf } from '@understudy/chaos'
import { exitCodeOf } from '@understudy/report'
import { replaceFile } from '../files/replace-file.ts'
import { UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import type { CommandLine } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { drawnFrom } from './options.ts'
import { playerOn } from './play-seeds.ts'
import { replayOnProcesses } from './real/replay-on-processes.ts'
import { readScenario, type Scenario, scenarioOf, scenarioText } from './scenario-file.ts'

/** Plays one schedule again: a seed's, or a scenario file's, whose golden trace is then compared. */
export async function replay(
  word: string,
  { values, flags }: Pick<CommandLine, 'values' | 'flags'>,
  terminal: Terminal,
): Promise<number> {
  const { folder, out } = terminal
  const { world, mode, faults, store, again } = drawnFrom(values)
  const scenario = scenarioIn(word, { values, flags }, terminal)
  const schedule = scenario?.schedule ?? drawSchedule(String(Number(word)), { world, mode, faults })
  const played =
    world === 'real'
      ? await replayOnProcesses(schedule, terminal)
      : playerOn({ store, again })(schedule)
  if (played === null) return exitCodes.inconclusive
  if (flags.has('trace')) for (const line of played.trace) out(`${line}\n`)
  for (const { law, spec, message, atMs, records } of played.findings)
    out(`${law} (${spec}) at ${(atMs / 1_000).toFixed(3)} s: ${message} ${records.join(', ')}\n`)
  const trace = world === 'real' ? 'on real processes' : `trace ${played.traceHash}`
  out(`seed ${schedule.seed}, mode ${schedule.mode}: ${verdictOf(played)}, ${trace}\n`)
  if (scenario === null || world === 'real') return exitCodeOf(verdictOf(played))
  if (flags.has('rewrite'))
    return rewrite(resolve(folder, word), scenarioOf(scenario.title, played))
  const differences = differencesOf(scenario, played)
  for (const line of differences) out(`${line}\n`)
  if (differences.length === 0) out('as it was written\n')
  return differences.length === 0 ? exitCodes.ok : exitCodes.failed
}

/** The scenario file that the word names; null = it is a seed. Refuses options that say nothing about it. */
function scenarioIn(
  word: string,
  { values, flags }: Pick<CommandLine, 'values' | 'flags'>,
  { folder }: Pick<Terminal, 'folder'>,
): Scenario | null {
  const scenario = /^\d+$/.test(word)
    ? null
    : readScenario({ path: resolve(folder, word), shown: word })
  if (scenario === null && flags.has('rewrite'))
    throw new UsageError(`option --rewrite expects a scenario file, found the seed ${word}`)
  const said = ['mode', 'faults'].find((name) => values.has(name))
  if (scenario !== null && said !== undefined)
    throw new UsageError(`option --${said} is for seeds: ${word} says it itself`)
  if (values.get('world') === 'real' && flags.has('rewrite'))
    throw new UsageError('option --rewrite is for virtual worlds: only these give the same again')
  return scenario
}

/** For after a deliberate change of the product: the file then says what its schedule leads to now. */
function rewrite(path: string, scenario: Scenario): number {
  replaceFile(path, scenarioText(scenario))
  return exitCodes.ok
}

/** Where a replay differs from the scenario's result, with the first line of the trace that does. */
export function differencesOf(scenario: Scenario, played: PlayedSchedule): readonly string[] {
  const law = played.findings[0]?.law ?? null
  const differs = (line: string, index: number): boolean => line !== played.trace[index]
  const at = scenario.trace.findIndex(differs)
  return [
    ...(law === scenario.breaks
      ? []
      : [`breaks: expected ${scenario.breaks ?? 'no law'}, found ${law ?? 'none broken'}`]),
    ...(at === -1 ? [] : [`trace: expected ${scenario.trace[at]}, found ${played.trace[at]}`]),
  ]
}
