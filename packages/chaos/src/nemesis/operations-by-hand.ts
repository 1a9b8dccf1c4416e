import type { Random } from '@understudy/shared'
import { Type } from 'typebox'
import type { PairName } from '../schedule/lab-options.ts'
import { establishFrom } from './establish-from.ts'
import type { Stage } from './stage.ts'

/** What an operator may be doing when something else goes wrong. */
const operations = [
  'become-primary',
  'become-backup',
  'sync-now',
  'break-relationship',
  'establish-relationship',
] as const
export const OperationByHand = Type.Enum(operations)
type OperationByHand = (typeof operations)[number]

export const drawOperation = (random: Random): OperationByHand =>
  operations[random.integer(0, operations.length - 1)] ?? 'sync-now'

/** Asks for it, with force where the operation has that. */
export function operate(stage: Stage, on: PairName, operation: OperationByHand): boolean {
  switch (operation) {
    case 'establish-relationship':
      return stage.ask(on, operation, { ...establishFrom(stage.lab, on), force: true })
    case 'become-primary':
    case 'become-backup':
      return stage.ask(on, operation, { force: true })
    default:
      return stage.ask(on, operation)
  }
}
