import { type LabCommand, type LabCommandResult, nearestWord } from '@understudy/shared'
import type { NetworkEffect, NetworkModel } from '../../model/index.ts'

/** Performs a command addressed to the network; `hosts`: the names that a path may join. */
export function networkCommand(
  model: NetworkModel,
  hosts: readonly string[],
  command: LabCommand,
): { readonly result: LabCommandResult; readonly effects: readonly NetworkEffect[] } {
  if (command.kind !== 'cut-path' && command.kind !== 'heal-path') {
    return refused(`Expected cut-path or heal-path, found ${command.kind}.`)
  }
  const { kind, from, to } = command
  for (const host of [from, to]) {
    if (!hosts.includes(host)) return refused(unknownHost(String(host), hosts))
  }
  const effects = kind === 'cut-path' ? model.cutPath(from, to) : model.healPath(from, to)
  return { result: { ok: true, value: null }, effects }
}

const refused = (message: string) => ({ result: { ok: false, message } as const, effects: [] })

function unknownHost(host: string, hosts: readonly string[]): string {
  const hint = nearestWord(host, hosts)
  const meant = hint === undefined ? '' : ` Did you mean "${hint}"?`
  return `Expected one of the hosts ${hosts.join(', ')}, found "${host}".${meant}`
}
