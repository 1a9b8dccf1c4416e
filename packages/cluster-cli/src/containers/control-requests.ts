import { randomBytes } from 'node:crypto'
import { standaloneClock } from '@understudy/lab-channel'
import { checkRunbook, missingAppliances, type RehearsalPlan } from '@understudy/rehearsal'
import {
  type HostOperationName,
  hostsOf,
  isOperationOf,
  type LabCommand,
  type Operation,
  type Outcome,
  rosterOf,
  schemaErrors,
  targetOf,
} from '@understudy/shared'
import { applianceAccesses } from '../appliances/appliance-access.ts'
import { ApplianceCalls } from '../appliances/appliance-calls.ts'
import { changeLabFile } from '../files/lab-source.ts'
import { changeSoftware } from '../files/software-options.ts'
import { type LabFolder, tokenOf } from '../lab/folder/lab-folder.ts'
import type { LabDoors } from '../lab/processes/lab-doors.ts'
import { commandOverHub } from '../lab/running/command-running-lab.ts'
import type { LabTold, RehearsalAsked } from '../remote/lab-told.ts'
import { UsageError } from '../usage/errors.ts'
import { seedOf } from '../usage/values.ts'
import type { ControlRequests } from './control-door.ts'
import { type Keeper, notForContainers } from './keeper.ts'
import { layout } from './layout.ts'

/** What the control door of a kept lab does; every input is checked here, even if it was checked before. */
export function controlRequests(
  keeper: Keeper,
  folder: LabFolder,
  doors: LabDoors,
): ControlRequests {
  const { lab, file } = keeper.plan
  return {
    health: (question) =>
      question === 'hub' ? keeper.isJoinable : ['running', 'rehearsing'].includes(keeper.state),
    lab: (): LabTold => ({
      format: 'understudy-control-1',
      name: lab.name,
      state: keeper.state,
      reason: keeper.reason,
      file: file ?? unreadable(),
      lab,
      doors,
    }),
    operation: async (appliance, operation, input, withinMs) => {
      if (!hostsOf(lab).includes(appliance)) throw new UsageError(`no appliance ${appliance}`)
      requireInput(appliance, operation, input)
      return await withCalls(keeper, folder, withinMs, (calls) =>
        calls.invoke(appliance, operation as HostOperationName, input as object),
      )
    },
    upload: (appliance, content, withinMs) =>
      withCalls(keeper, folder, withinMs, (calls) => calls.upload(appliance, content)),
    uploadPackage: (appliance, content, withinMs) =>
      withCalls(keeper, folder, withinMs, (calls) => calls.uploadPackage(appliance, content)),
    download: (appliance, file, sink, withinMs) => {
      if (!fileName.test(file)) throw new UsageError('no such path')
      return withCalls(keeper, folder, withinMs, (calls) =>
        calls.downloadInto(appliance, file, sink),
      )
    },
    command: (to, command, withinMs) => {
      if (to !== 'network' && to !== 'clients') throw new UsageError(`no part ${to}`)
      const { kind = '', input } = (command ?? {}) as { kind?: string; input?: unknown }
      requireInput(to, kind, input)
      const hub = { hubPort: layout.hubPort, token: tokenOf(folder), name: lab.name }
      return commandOverHub(hub, to, { kind, input } as LabCommand, withinMs)
    },
    rehearse: async (asked, tell, onGone) => {
      const plan = planOf(asked as RehearsalAsked, rosterOf(lab))
      onGone(() => keeper.stopRehearsal('whoever asked for it is gone'))
      let toldCount = 0
      const { events, wallTimeMs } = await keeper.rehearse(plan, {
        onEvent: (event) => {
          toldCount++
          tell({ event })
        },
        onKept: (kept, content) =>
          tell(
            typeof content === 'string'
              ? { kept, text: content }
              : { kept, base64: Buffer.from(content).toString('base64') },
          ),
      })
      for (const event of events.slice(toldCount)) tell({ event })
      tell({ wallTimeMs })
    },
    stopRehearsal: (reason) => keeper.stopRehearsal(reason),
  }
}

function requireInput(who: string, operation: string, input: unknown): void {
  const target = targetOf(who)
  if (!isOperationOf(target, operation)) throw new UsageError(`${who} has no ${operation}`)
  const { input: schema } = target.table[operation] as Operation
  const [problem] = schemaErrors(schema, input)
  if (problem !== undefined)
    throw new UsageError(`${operation}: ${problem.path.slice(1)}: expected ${problem.expected}`)
}

const fileName = /^[a-z0-9][a-z0-9-]{0,62}$/

async function withCalls<T>(
  { plan }: Keeper,
  folder: LabFolder,
  answerMs: number,
  ask: (calls: ApplianceCalls) => Promise<Outcome<T>>,
): Promise<Outcome<T>> {
  const accesses = applianceAccesses(
    folder,
    plan.lab,
    () => layout.appliancePort,
    (name) => name,
  )
  const calls = new ApplianceCalls(standaloneClock(), accesses, { retryForMs: 0, answerMs })
  try {
    return await ask(calls)
  } finally {
    calls.close()
  }
}

/** From the caller's words, checked again; the key belongs to this lab alone. */
function planOf(
  { runbook, file, seed, from, to }: RehearsalAsked,
  members: readonly string[],
): RehearsalPlan {
  const problems = checkRunbook(runbook)
  if (problems.length > 0) throw new UsageError('the runbook has errors')
  const change = { change: (lab: RehearsalPlan['lab']) => changeSoftware(lab, from, to) }
  const { lab } = changeLabFile(file, 'the lab', change)
  const objection = notForContainers(lab, members)
  if (objection !== undefined) throw new UsageError(objection)
  if (missingAppliances(runbook, lab).length > 0)
    throw new UsageError('the runbook names appliances that the lab has not')
  const preSharedKey = randomBytes(32).toString('base64url')
  return { runbook, lab, world: 'real', seed: seedOf(seed), preSharedKey }
}

function unreadable(): never {
  throw new UsageError('the lab was kept by an earlier version: docker compose down -v')
}
