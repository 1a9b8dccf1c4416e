import { checkRunbook, plannedRunbook } from '@understudy/rehearsal'
import {
  type ApplianceName,
  type HostOperationName,
  inputRefusal,
  type LabCommand,
  type LabConfig,
  type Outcome,
  operationIn,
  refused,
  rosterOf,
  schemaErrors,
  targetOf,
  unknownOperation,
} from '@understudy/shared'
import { type Static, type TSchema, Type } from 'typebox'
import { swung } from '../commands/swing.ts'
import { readLab } from '../files/lab-source.ts'
import { defaultLabOf, readRunbook } from '../files/runbook-source.ts'
import { shippedNames } from '../files/shipped.ts'
import { callRunningLab } from '../lab/running/call-running-lab.ts'
import type { RunningLab } from '../lab/running/choose-lab.ts'
import { commandRunningLab } from '../lab/running/command-running-lab.ts'
import { UsageError } from '../usage/errors.ts'
import type { Asks } from './console-door.ts'
import type { Runs } from './runs.ts'
import { tablesTold } from './tables.ts'

export interface AskPorts {
  readonly lab: LabConfig
  readonly running: () => RunningLab
  readonly runs: Runs
  readonly workingFolder: string
}

const closed = { additionalProperties: false } as const
const Word = Type.String({ minLength: 1, maxLength: 200 })
const Operate = Type.Object({ who: Word, operation: Word, input: Type.Unknown() }, closed)
const Swing = Type.Object({ to: Word }, closed)
const Named = Type.Object({ runbook: Word, lab: Type.Optional(Word) }, closed)
const Start = Type.Object(
  {
    runbook: Word,
    world: Type.Union([Type.Literal('real'), Type.Literal('virtual')]),
    lab: Type.Optional(Word),
    seed: Type.Optional(Word),
    attended: Type.Boolean(),
  },
  closed,
)
const Say = Type.Object(
  {
    word: Type.Union([Type.Literal('pause'), Type.Literal('go-on'), Type.Literal('skip')]),
    reason: Type.Optional(Type.String({ minLength: 1, maxLength: 300 })),
  },
  closed,
)
const Report = Type.Object({ run: Word }, closed)

/** What the page's buttons ask for; everything is checked here, whatever the page thinks. */
export function consoleAsks({ lab, running, runs, workingFolder }: AskPorts): Asks {
  return {
    tables: () => tablesTold(),
    operate: (input) => operate(running(), checked(Operate, input)),
    swing: async (input) => {
      const { to } = checked(Swing, input)
      if (!rosterOf(lab).includes(to)) throw new UsageError(`there is no appliance ${to}`)
      const lines: string[] = []
      for await (const line of swung(running(), lab.network, to as ApplianceName)) lines.push(line)
      return { lines }
    },
    runbooks: () => ({ runbooks: shippedNames('runbook'), labs: shippedNames('lab') }),
    preview: (input) => preview(checked(Named, input), workingFolder),
    rehearse: (input) => runs.start(checked(Start, input)),
    say: (input) => runs.say(checked(Say, input)),
    stop: () => runs.stop(),
    runs: () => ({ latest: runs.latest, left: runs.list() }),
    ticket: (input) => {
      const { run } = checked(Report, input)
      return { ticket: runs.ticketFor(run) }
    },
  }
}

function checked<T extends TSchema>(schema: T, input: unknown): Static<T> {
  const [problem] = schemaErrors(schema, input)
  if (problem === undefined) return input as Static<T>
  throw new UsageError(`${problem.path || 'the request'}: expected ${problem.expected}`)
}

/** By the same ways as `understudy do`: a refusal comes back as what it is. */
async function operate(
  lab: RunningLab,
  { who, operation, input }: Static<typeof Operate>,
): Promise<Outcome<unknown>> {
  const target = targetOf(who)
  const known = operationIn(target, operation)
  if (known === undefined)
    return refused(unknownOperation(operation.slice(0, 100), Object.keys(target.table)))
  const why = inputRefusal(operation, known, input)
  if (why !== null) return refused(why)
  if (target.kind === 'network' || target.kind === 'clients')
    return await commandRunningLab(lab, target.kind, { kind: operation, input } as LabCommand)
  return await callRunningLab(lab, who, operation as HostOperationName, input as never)
}

/** The steps of a runbook, as they would be played in that lab (REH-03). */
function preview({ runbook: word, lab: labWord }: Static<typeof Named>, folder: string): unknown {
  const { runbook, requirePlayableIn } = readRunbook(word, folder)
  const lab = readLab(labWord ?? defaultLabOf(runbook), folder, {})
  requirePlayableIn(lab)
  const { title, windows } = plannedRunbook(runbook, lab)
  return {
    title,
    lab: lab.name,
    windows: windows.map((window) => ({
      title: window.title,
      steps: window.steps.map(({ id, title: what, guide, on = '' }) => ({
        ...{ id, title: what, guide, on },
      })),
    })),
    problems: checkRunbook(runbook).length,
  }
}
