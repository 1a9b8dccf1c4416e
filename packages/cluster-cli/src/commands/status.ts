import { type ApplianceStatus, alertsOf, rosterOf } from '@understudy/shared'
import { callRunningLab } from '../lab/running/call-running-lab.ts'
import { chooseLab, type RunningLab } from '../lab/running/choose-lab.ts'
import { deadSentence, isDead } from '../lab/running/dead-process.ts'
import { networkOfLab, statusWithinMs } from '../lab/running/network-of-lab.ts'
import { configOfLab } from '../lab/running/roster-of-lab.ts'
import { silentSupervisor } from '../lab/running/supervisor-silent.ts'
import type { Command } from '../usage/command.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import { wordsOf } from '../usage/values.ts'
import { doorsLines, doorsNow, doorsTold } from './doors-lines.ts'
import { type LabelledRow, labelledLines } from './labelled-lines.ts'
import { networkLines } from './network-lines.ts'

const options = {
  name: { value: 'NAME', help: 'which lab (default: the only one that runs)' },
  json: { help: 'print it as JSON' },
} as const

export const status: Command = {
  name: 'status',
  summary: 'show a running lab: roles, versions, relationship, sync, network, doors',
  synopsis: '[--name NAME] [--json]',
  options,
  examples: ['understudy status', 'understudy status --json'],
  run: async (args, { folder, out }) => {
    const { words, values, flags } = parseOptions(args, options)
    wordsOf(words, [])
    const lab = await chooseLab(folder, values.get('name'))
    const [network, ...appliances] = await Promise.all([
      networkOfLab(lab),
      ...rosterOf(configOfLab(lab)).map(async (name) => ({
        name,
        said: await callRunningLab(lab, name, 'status', {}, { answerMs: statusWithinMs }),
      })),
    ])
    const isHeard =
      lab.answers &&
      typeof network !== 'string' &&
      appliances.every(({ said }) => said.ok) &&
      !isDead(lab, 'clients')
    const code = isHeard ? exitCodes.ok : exitCodes.failed
    const doors = doorsNow(lab, network)
    if (flags.has('json')) {
      const statuses = appliances.map(({ name, said }) => [name, said.ok ? said.value : null])
      const told = {
        lab: lab.name,
        supervisor: lab.answers ? 'answers' : 'silent',
        appliances: Object.fromEntries(statuses),
        network: typeof network === 'string' ? null : network,
        processes: lab.record.processes,
        supervisorPid: lab.record.pid,
        doors: doorsTold(lab, doors),
      }
      out(`${JSON.stringify(told, null, 2)}\n`)
      return code
    }
    out(`${headOf(lab)}\n`)
    if (!lab.answers) out(`${silentSupervisor(lab.name, lab.record.pid)}\n`)
    for (const { name, said } of appliances)
      if (said.ok) out(linesOf(said.value))
      else
        out(
          isDead(lab, name) ? `${deadSentence(lab, name)}\n` : `${name}: ${said.refusal.message}\n`,
        )
    if (isDead(lab, 'clients')) out(`${deadSentence(lab, 'clients')}\n`)
    out(typeof network === 'string' ? `network: ${network}\n` : networkLines(network))
    out(doorsLines(lab, doors))
    return code
  },
}

const headOf = ({ name, folder, record }: RunningLab): string =>
  `the lab ${name} is ${record.state} in ${folder.path} (process ${record.pid})`

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
