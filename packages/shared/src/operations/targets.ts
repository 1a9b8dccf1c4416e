import type { Static } from 'typebox'
import { applianceOperations, type OperationName } from './appliance-table.ts'
import { clientsOperations } from './clients-table.ts'
import { networkOperations } from './network-table.ts'
import type { Frozen, Operation, OperationTable } from './operation.ts'
import { type WitnessOperationName, witnessOperations } from './witness-table.ts'

/** Everything that can be asked in a lab, by the part that is asked. No name is in two tables. */
export const operationTables = {
  appliance: applianceOperations,
  network: networkOperations,
  clients: clientsOperations,
  witness: witnessOperations,
} as const

type All = typeof applianceOperations &
  typeof networkOperations &
  typeof clientsOperations &
  typeof witnessOperations

export type AnyOperationName = keyof All

/** What is asked of a host's own process, over its admin API: an appliance's, or the witness's. */
export type HostOperationName = OperationName | WitnessOperationName

const hostOperations = { ...applianceOperations, ...witnessOperations }

/** Whether it changes nothing, so that it may be asked again. */
export const readsOnly = (name: HostOperationName): boolean => hostOperations[name].kind === 'read'

/** What an operation takes: `InputOf<'set-setting'>`. */
export type InputOf<K extends keyof All> = Frozen<Static<All[K]['input']>>
/** What an operation answers when it was not refused: `OutputOf<'status'>`. */
export type OutputOf<K extends keyof All> = Frozen<Static<All[K]['output']>>

/** The table of the part that is asked, and what sentences call it. */
export interface Target {
  readonly kind: keyof typeof operationTables
  /** "the network's operations" */
  readonly whose: string
  readonly table: OperationTable
}

const appliance: Target = {
  kind: 'appliance',
  whose: 'the operations table',
  table: operationTables.appliance,
}
const others: Readonly<Record<string, Target>> = {
  network: { kind: 'network', whose: "the network's operations", table: operationTables.network },
  clients: { kind: 'clients', whose: "the clients' operations", table: operationTables.clients },
  witness: {
    kind: 'witness',
    whose: "the witness's operations",
    table: {
      ...operationTables.witness,
      'set-pre-shared-key': applianceOperations['set-pre-shared-key'],
    },
  },
}

/** A name without a table of its own is taken for an appliance's, even if there is no such appliance. */
export const targetOf = (name: string | undefined): Target =>
  (name === undefined ? undefined : others[name]) ?? appliance

/** The operation of that name; undefined = the target has none. */
export const operationIn = ({ table }: Target, name: string): Operation | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

/** Whether the target has an operation of that name. */
export const isOperationOf = (target: Target, name: string): name is AnyOperationName =>
  operationIn(target, name) !== undefined
