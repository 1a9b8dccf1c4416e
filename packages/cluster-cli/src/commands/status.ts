import { type ApplianceStatus, rosterOf } from '@understudy/shared'
import { callRunningLab } from '../lab/running/call-running-lab.ts'
import { labOfOptions, type RunningLab } from '../lab/running/choose-lab.ts'
import { networkOfLab, statusWithinMs } from '../lab/running/network-of-lab.ts'
import { configOfLab } from '../lab/running/roster-of-lab.ts'
import { silentSupervisor } from '../lab/running/supervisor-silent.ts'
import { atOptions } from '../remote/remote-lab.ts'
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
  ...atOptions,
} as const

export const status: Command = {
  name: 'status',
  summary: 'show a running lab: roles, versions, relationship, sync, network, doors',
  synopsis: '[--name NAME | --at URL] [--json]',
  options,
  examples: ['understudy status', 'understudy status --json'],
  run: async (args, { folder, out }) => {
    const line = parseOptions(args, options)
    const { flags } = line
    wordsOf(line.words, [])
    const lab = await labOfOptions(line, folder)
    const [network, ...appliances] = await Promise.all([
      networkOfLab(lab),
      ...rosterOf(configOfLab(lab)).map(async (name) => ({
        name,
        said: await callRunningLab(lab, name, 'status', {}, { answerMs: statusWithinMs }),
      })),
    ])
    const isHeard =
      lab.answers && typeof network !== 'string' && appliances.every(({ said }) => said.ok)
    const code = isHeard ? exitCodes.ok : exitCodes.failed
    const doors = doorsNow(lab, network)
    if (lab.kind === 'remote') lab.door.close()
    if (flags.has('json')) {
      const statuses = appliances.map(({ name, said }) => [name, said.ok ? said.value : null])
      const told = {
        lab: lab.name,
        supervisor: lab.answers ? 'answers' : 'silent',
        appliances: Object.fromEntries(statuses),
        network: typeof network === 'string' ? null : network,
        doors: doorsTold(lab, doors),
      }
      out(`${JSON.stringify(told, null, 2)}\n`)
      return code
    }
    out(`${headOf(lab)}\n`)
    if (lab.kind === 'local' && !lab.answers) out(`${silentSupervisor(lab.name, lab.record.pid)}\n`)
    for (const { name, said } of appliances)
      out(said.ok ? linesOf(said.value) : `${name}: ${said.refusal.message}\n`)
    out(typeof network === 'string' ? `network: ${network}\n` : networkLines(network))
    out(doorsLines(lab, doors))
    return code
  },
}

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
  ]
  return labelledLines(`${is.name} (${is.hostname})`, rows)
}

function relationshipOf({ relationship }: ApplianceStatus): string {
  if (relationship === null) return 'none'
  return `with ${relationship.peer} (${relationship.peerHost}), link ${relationship.link}`
}

function syncOf({ sync }: ApplianceStatus): string {
  if (sync.lastResult === 'never') return sync.state
  const at =
    sync.lastFinishedAtMs === null ? '' : ` at ${new Date(sync.lastFinishedAtMs).toISOString()}`
  const reason = sync.lastReason === '' ? '' : `: ${sync.lastReason}`
  return `${sync.state}, last ${sync.lastResult}${at}${reason}`
}

function addressOf(one: ApplianceStatus['addresses'][number]): string {
  const conflict =
    one.conflictsWith.length === 0 ? '' : `, conflicts with ${one.conflictsWith.join(', ')}`
  return `${one.address} ${one.enabled ? 'enabled' : 'disabled'}${one.shared ? ', shared' : ''}${conflict}`
}
