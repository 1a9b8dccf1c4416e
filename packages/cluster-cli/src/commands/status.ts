import {
  type ApplianceName,
  type ApplianceStatus,
  alertsOf,
  type NetworkStatus,
  type Outcome,
  rosterOf,
  updateServerHost,
} from '@understudy/shared'
import { callRunningLab } from '../lab/running/call-running-lab.ts'
import { labOfOptions, type RunningLab } from '../lab/running/choose-lab.ts'
import { deadSentence, isDead } from '../lab/running/dead-process.ts'
import { networkOfLab, statusWithinMs } from '../lab/running/network-of-lab.ts'
import { configOfLab } from '../lab/running/roster-of-lab.ts'
import { silentSupervisor } from '../lab/running/supervisor-silent.ts'
import { whichLab } from '../lab/running/which-lab.ts'
import { atOptions } from '../remote/remote-lab.ts'
import type { Command } from '../usage/command.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import { wordsOf } from '../usage/values.ts'
import { doorsLines, doorsNow, doorsTold } from './doors-lines.ts'
import { type LabelledRow, labelledLines } from './labelled-lines.ts'
import { networkLines } from './network-lines.ts'
import { type WitnessStatus, witnessLines, witnessOfLab } from './witness-lines.ts'

const options = {
  ...whichLab,
  json: { help: 'print it as JSON' },
  ...atOptions,
} as const

export const status: Command = {
  name: 'status',
  summary: 'show a running lab: roles, versions, relationship, sync, network, doors',
  synopsis: '[--lab LAB | --at URL] [--json]',
  options,
  examples: ['understudy status', 'understudy status --json'],
  run: async (args, { folder, out }) => {
    const line = parseOptions(args, options)
    const { flags } = line
    wordsOf(line.words, [])
    const lab = await labOfOptions(line, folder)
    const [network, witness, ...appliances] = await Promise.all([
      networkOfLab(lab),
      witnessOfLab(lab),
      ...rosterOf(configOfLab(lab)).map(async (name) => ({
        name,
        said: await callRunningLab(lab, name, 'status', {}, { answerMs: statusWithinMs }),
      })),
    ])
    const heard: Heard = { network, witness, appliances }
    out(flags.has('json') ? jsonOf(lab, heard) : textOf(lab, heard))
    if (lab.kind === 'remote') lab.door.close()
    return isWhole(lab, heard) ? exitCodes.ok : exitCodes.failed
  },
}

/** What the parts of a lab said about themselves, or why they did not. */
interface Heard {
  readonly network: NetworkStatus | string
  /** null = the lab has none. */
  readonly witness: WitnessStatus | string | null
  readonly appliances: readonly {
    readonly name: ApplianceName
    readonly said: Outcome<ApplianceStatus>
  }[]
}

const isWhole = (lab: RunningLab, { network, witness, appliances }: Heard): boolean =>
  lab.answers &&
  typeof network !== 'string' &&
  typeof witness !== 'string' &&
  appliances.every(({ said }) => said.ok) &&
  !isDead(lab, 'clients') &&
  !isDead(lab, updateServerHost)

function jsonOf(lab: RunningLab, { network, witness, appliances }: Heard): string {
  const statuses = appliances.map(({ name, said }) => [name, said.ok ? said.value : null])
  const told = {
    lab: lab.name,
    supervisor: lab.answers ? 'answers' : 'silent',
    appliances: Object.fromEntries(statuses),
    network: typeof network === 'string' ? null : network,
    ...(witness === null ? {} : { witness: typeof witness === 'string' ? null : witness }),
    ...(lab.kind === 'local'
      ? { processes: lab.record.processes, supervisorPid: lab.record.pid }
      : {}),
    doors: doorsTold(lab, doorsNow(lab, network)),
  }
  return `${JSON.stringify(told, null, 2)}\n`
}

function textOf(lab: RunningLab, { network, witness, appliances }: Heard): string {
  const silent =
    lab.kind === 'local' && !lab.answers ? [`${silentSupervisor(lab.name, lab.record.pid)}\n`] : []
  return [
    `${headOf(lab)}\n`,
    ...silent,
    ...appliances.map(({ name, said }) =>
      said.ok ? linesOf(said.value) : absenceOf(lab, name, said.refusal.message),
    ),
    witness === null ? '' : witnessLines(lab, witness, appliances),
    ...['clients', updateServerHost].map((name) =>
      isDead(lab, name) ? `${deadSentence(lab, name)}\n` : '',
    ),
    typeof network === 'string' ? `network: ${network}\n` : networkLines(network),
    doorsLines(lab, doorsNow(lab, network)),
  ].join('')
}

const absenceOf = (lab: RunningLab, name: ApplianceName, why: string): string =>
  isDead(lab, name) ? `${deadSentence(lab, name)}\n` : `${name}: ${why}\n`

function headOf(lab: RunningLab): string {
  if (lab.kind === 'local')
    return `the lab ${lab.name} is ${lab.record.state} in ${lab.folder.path} (process ${lab.record.pid})`
  const { name, told, door } = lab
  return `the lab ${name} is ${told.state} at ${door.url}${told.reason === '' ? '' : `: ${told.reason}`}`
}

function linesOf(is: ApplianceStatus): string {
  const rows: readonly LabelledRow[] = [
    ['role', `${is.role}, epoch ${is.epoch}, ${is.state}`],
    ['software', `Base ${is.base}, Bomgar-${is.site}`],
    ['relationship', relationshipOf(is)],
    ['sync', syncOf(is)],
    [
      'sessions',
      `${is.sessions.stored} stored, ${is.sessions.active} active, ${is.sessions.waiting} waiting`,
    ],
    ['users', `${is.users.consoles} consoles, ${is.users.customers} customers`],
    ['addresses', is.addresses.map(addressOf).join(', ')],
    ...exposureRows(is),
    ...alertsOf(is).map((alert): LabelledRow => ['alert', alert]),
  ]
  return labelledLines(`${is.name} (${is.hostname})`, rows)
}

function relationshipOf({ relationship }: ApplianceStatus): string {
  if (relationship === null) return 'none'
  const { peer, peerHost, link, lastCheckAtMs } = relationship
  const checked = lastCheckAtMs === null ? 'not heard yet' : `last heard ${isoOf(lastCheckAtMs)}`
  return `with ${peer} (${peerHost}), link ${link}, ${checked}`
}

/** What would be lost if the primary vanished now (SYN-07). */
function exposureRows({ exposure, relationship }: ApplianceStatus): readonly LabelledRow[] {
  if (exposure === null || relationship === null) return []
  const { records, bytes, sinceSyncMs } = exposure
  const since =
    sinceSyncMs === null ? 'never synced' : `last sync ${Math.round(sinceSyncMs / 1_000)} s ago`
  return [['at risk', `${records} records, ${bytes} bytes; ${since}`]]
}

function syncOf({ sync }: ApplianceStatus): string {
  const { recordsReceived, bytesReceived, blobsReceived } = sync
  const progress =
    sync.state === 'running'
      ? ` (${recordsReceived} records, ${bytesReceived} bytes, ${blobsReceived} recordings so far)`
      : ''
  if (sync.lastResult === 'never') return `${sync.state}${progress}`
  const at = sync.lastFinishedAtMs === null ? '' : ` at ${isoOf(sync.lastFinishedAtMs)}`
  const reason = sync.lastReason === '' ? '' : `: ${sync.lastReason}`
  return `${sync.state}${progress}, last ${sync.lastResult}${at}${reason}`
}

const isoOf = (atMs: number): string => new Date(atMs).toISOString()

function addressOf(one: ApplianceStatus['addresses'][number]): string {
  const conflict =
    one.conflictsWith.length === 0 ? '' : `, conflicts with ${one.conflictsWith.join(', ')}`
  return `${one.address} ${one.enabled ? 'enabled' : 'disabled'}${one.shared ? ', shared' : ''}${conflict}`
}
