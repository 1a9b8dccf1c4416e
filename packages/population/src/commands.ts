import {
  type ClientsCommand,
  type ClientsOperationName,
  clientsOperations,
  commandRefusal,
  type LabCommand,
  type Outcome,
  type OutputOf,
  type Refusal,
  type SiteTestCommand,
  type SiteTestResult,
  siteTest,
} from '@understudy/shared'
import type { PopulationEffect } from './contract.ts'

/** What the population can be asked: the operations of its table, and the site test, which only a runbook step has. */
export type PopulationCommand = ClientsCommand | SiteTestCommand
type CommandName = PopulationCommand['kind']
export type CommandInput<K extends CommandName> = Extract<PopulationCommand, { kind: K }>['input']
export type CommandOutput<K extends CommandName> = K extends ClientsOperationName
  ? OutputOf<K>
  : SiteTestResult

/** A command being carried out: the id for its answer, and where its effects go. */
export interface Asked {
  readonly id: string
  readonly nowMs: number
  readonly effects: PopulationEffect[]
}

/** One handler per command; the table defines what it takes and answers. `later` = a result follows on its own. */
export type CommandHandlers = {
  readonly [K in CommandName]: (
    input: CommandInput<K>,
    asked: Asked,
  ) => Outcome<CommandOutput<K>> | 'later'
}

/** Carries out a command whose form has been checked. */
export function perform<K extends CommandName>(
  handlers: CommandHandlers,
  { kind, input }: { readonly kind: K; readonly input: CommandInput<K> },
  asked: Asked,
): Outcome<CommandOutput<K>> | 'later' {
  return handlers[kind](input, asked)
}

/** Why the population cannot be asked that; null = it can, and it is a {@link PopulationCommand}. */
export const refusalOf = ({ kind, input }: LabCommand): Refusal | null =>
  commandRefusal(kind === 'run-site-test' ? { [kind]: siteTest } : clientsOperations, kind, input)
