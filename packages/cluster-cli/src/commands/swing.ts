import {
  type ApplianceName,
  type NetworkCommand,
  type NetworkConfig,
  rosterOf,
} from '@understudy/shared'
import { callRunningLab } from '../lab/running/call-running-lab.ts'
import { labOfOptions, type RunningLab } from '../lab/running/choose-lab.ts'
import { commandRunningLab } from '../lab/running/command-running-lab.ts'
import { networkOfLab } from '../lab/running/network-of-lab.ts'
import { applianceOfLab, configOfLab } from '../lab/running/roster-of-lab.ts'
import { whichLab } from '../lab/running/which-lab.ts'
import { atOptions } from '../remote/remote-lab.ts'
import type { Command } from '../usage/command.ts'
import { CommandError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import { wordsOf } from '../usage/values.ts'
import { swingObjection } from './swing-objection.ts'

const options = {
  ...whichLab,
  ...atOptions,
} as const

export const swing: Command = {
  name: 'swing',
  summary: "swing a running lab's traffic to an appliance, by the lab's method",
  synopsis: '<appliance> [--lab LAB | --at URL]',
  options,
  notes: [
    'shared-ip: the shared address off on the other appliance first, then on on this one;',
    '  not within a relationship, where it moves with the role: become-primary, or break-relationship first',
    "dns: the site's record gets this appliance's address; nat: the gateway's rule does",
    'Any other order: understudy do a set-address-enabled …, understudy do network set-record …',
  ],
  examples: ['understudy swing b', 'understudy swing a --name nat'],
  run: async (args, { folder, out, err }) => {
    const line = parseOptions(args, options)
    const [word = ''] = wordsOf(line.words, ['appliance'])
    const lab = await labOfOptions(line, folder)
    const to = applianceOfLab(lab, word)
    for await (const line of swung(lab, configOfLab(lab).network, to)) out(`${line}\n`)
    const warning = await backupWarning(lab, to)
    if (warning !== undefined) err(`warning: ${warning}\n`)
    return exitCodes.ok
  },
}

/** Traffic may be led to a backup, by DNS or NAT; it is turned away there (FO-06). */
async function backupWarning(lab: RunningLab, to: ApplianceName): Promise<string | undefined> {
  const said = await callRunningLab(lab, to, 'status', {})
  if (!said.ok || said.value.role !== 'backup') return undefined
  return `${to} is a backup and serves nobody; to serve: understudy do ${to} become-primary --name ${lab.name}`
}

/** Does what the method needs, in the guide's order; yields a sentence for each thing done. */
export async function* swung(
  lab: RunningLab,
  network: NetworkConfig,
  to: ApplianceName,
): AsyncGenerator<string> {
  const address = network.appliances.find(({ name }) => name === to)?.address ?? ''
  switch (network.swing) {
    case 'shared-ip': {
      const { sharedAddress } = network
      const objection = await swingObjection(lab, to, sharedAddress)
      if (objection !== undefined) throw new CommandError(objection)
      for (const other of rosterOf({ network }).filter((name) => name !== to)) {
        await setShared(lab, other, sharedAddress, false)
        yield `${sharedAddress} is no longer enabled on ${other}`
      }
      await setShared(lab, to, sharedAddress, true)
      yield `${sharedAddress} is enabled on ${to}`
      break
    }
    case 'dns': {
      const name = network.siteHostname
      // A TTL lowered before the swing stays as it is; a removed record gets the lab file's.
      const ttlMs = (await siteTtlMs(lab, name)) ?? network.dns.ttlMs
      const ttlSeconds = Math.round(ttlMs / 1_000)
      const warning = await command(lab, {
        kind: 'set-record',
        input: { name, address, ttlSeconds },
      })
      yield `the record of ${name} is ${address} (${to}); its TTL is ${ttlSeconds} s`
      if (warning !== undefined) yield `warning: ${warning}`
      break
    }
    case 'nat':
      await command(lab, { kind: 'set-nat-rule', input: { address } })
      yield `${network.publicAddress} is forwarded to ${address} (${to}); established connections are ${network.nat.onChange === 'keep' ? 'kept' : 'cut'}`
      break
  }
}

async function siteTtlMs(lab: RunningLab, siteHostname: string): Promise<number | undefined> {
  const network = await networkOfLab(lab)
  if (typeof network === 'string') throw new CommandError(network)
  return network.zone.records.find(({ name, type }) => name === siteHostname && type === 'A')?.ttlMs
}

async function setShared(
  lab: RunningLab,
  appliance: ApplianceName,
  address: string,
  enabled: boolean,
): Promise<void> {
  const outcome = await callRunningLab(lab, appliance, 'set-address-enabled', { address, enabled })
  if (outcome.ok) return
  throw new CommandError(
    `${appliance} refused (${outcome.refusal.code}): ${outcome.refusal.message}`,
  )
}

/** Returns the network's warning, if there is one. */
async function command(lab: RunningLab, asked: NetworkCommand): Promise<string | undefined> {
  const result = await commandRunningLab(lab, 'network', asked)
  if (!result.ok)
    throw new CommandError(`the network refused ${asked.kind}: ${result.refusal.message}`)
  return (result.value as { warning?: string } | null)?.warning
}
