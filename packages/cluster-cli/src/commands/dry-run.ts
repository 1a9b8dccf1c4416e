import { plannedRunbook, type RehearsalPlan, type Runbook, type Step } from '@understudy/rehearsal'
import { installationMs, type LabConfig, upgradePath } from '@understudy/shared'
import { exitCodes } from '../usage/exit-codes.ts'
import type { Terminal } from '../usage/terminal.ts'

/** What `--dry-run --json` prints. */
interface DryRun {
  readonly runbook: string
  readonly title: string
  readonly lab: string
  readonly swing: string
  readonly windows: readonly { readonly title: string; readonly steps: readonly Line[] }[]
  readonly backOut: readonly {
    readonly after: string
    readonly title: string
    readonly none?: string
    readonly steps: readonly Line[]
  }[]
  /** Why it cannot work; empty = it can be played. */
  readonly refusals: readonly string[]
}

interface Line {
  readonly id: string
  readonly on: string
  readonly title: string
  readonly guide: string
  readonly does: string
}

/** REH-03: prints the plan, or refuses it; no lab is made, no process started. What a file itself has wrong is refused before. */
export function dryRun(plan: RehearsalPlan, asJson: boolean, terminal: Terminal): number {
  const told = dryRunOf(plannedRunbook(plan.runbook, plan.lab), plan.lab)
  terminal.out(asJson ? `${JSON.stringify(told, null, 2)}\n` : inWords(told))
  return told.refusals.length === 0 ? exitCodes.ok : exitCodes.usage
}

function dryRunOf(runbook: Runbook, lab: LabConfig): DryRun {
  const line = (step: Step): Line => ({
    id: step.id,
    on: step.on ?? '',
    title: step.title,
    guide: step.guide,
    does: doneBy(step, lab),
  })
  return {
    runbook: runbook.runbook,
    title: runbook.title,
    lab: lab.name,
    swing: lab.network.swing,
    windows: runbook.windows.map(({ title, steps }) => ({ title, steps: steps.map(line) })),
    backOut: (runbook.backOut ?? []).map(({ after, title, none, steps = [] }) => ({
      after: [after].flat().join(' or '),
      title,
      ...(none === undefined ? {} : { none }),
      steps: steps.map(line),
    })),
    refusals: refusalsOf(runbook, lab),
  }
}

function doneBy(step: Step, lab: LabConfig): string {
  if (step.update !== undefined) return packagesOf(step, lab)
  if (step.test !== undefined) return `test ${step.test}`
  if (step.approve !== undefined) return `approval by ${step.approve}`
  if (step.decide !== undefined) return `decision: ${step.decide}`
  if (step.sameKey !== undefined) return `same key on ${step.sameKey.join(' and ')}`
  if (step.wait === 'between-windows') return `wait ${lab.betweenWindowsMs / 60_000} min`
  return step.wait === undefined ? (step.do ?? 'checks') : `wait ${step.wait}`
}

/** Recordings make it longer (UPD-06); what is stored by then is not known yet. */
function packagesOf({ on = '' }: Step, { software, target, installation }: LabConfig): string {
  const from = software[on]
  const path = from === undefined ? null : upgradePath(from, target)
  if (path === null || path.length === 0) return 'nothing to install'
  const minutes = (kind: 'base' | 'site') => installationMs(installation, kind, 0) / 60_000
  return path.map(({ name, kind }) => `${name} (${minutes(kind)} min)`).join(', ')
}

/** What the rehearsal's preflight or a step would refuse, as far as the files tell. */
function refusalsOf({ windows }: Runbook, { start, name }: LabConfig): readonly string[] {
  if (start.backup !== null) return []
  return windows
    .flatMap(({ steps }) => steps)
    .filter((step) => step.do === 'break-relationship' || step.do === 'sync-now')
    .slice(0, 1)
    .map(
      (step) =>
        `Step ${step.id} needs a failover relationship that was synced, and the lab ${name} starts without one (start/backup).`,
    )
}

function inWords({ title, runbook, lab, swing, windows, backOut, refusals }: DryRun): string {
  const lists = [...windows.flatMap((one) => one.steps), ...backOut.flatMap((one) => one.steps)]
  const idWidth = Math.max(0, ...lists.map(({ id }) => id.length))
  const onWidth = Math.max(0, ...lists.map(({ on }) => on.length))
  const lineOf = ({ id, on, title: what, does }: Line) =>
    `    ${id.padEnd(idWidth)}  ${on.padEnd(onWidth)}  ${what} [${does}]`
  return [
    title,
    `runbook ${runbook}, lab ${lab}, swing by ${swing}; a dry run: nothing is done`,
    ...windows.flatMap((one) => ['', `  ${one.title}`, ...one.steps.map(lineOf)]),
    ...backOut.flatMap((one) => [
      '',
      `  The way back after ${one.after}: ${one.title}`,
      ...(one.none === undefined ? [] : [`    there is none: ${one.none}`]),
      ...one.steps.map(lineOf),
    ]),
    '',
    refusals.length === 0 ? 'Nothing speaks against playing it.' : 'It cannot work:',
    ...refusals.map((refusal) => `  - ${refusal}`),
    '',
  ].join('\n')
}
