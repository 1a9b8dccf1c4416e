import {
  accepted,
  type InputOf,
  labOwner,
  type OperationName,
  type OutputOf,
} from '@understudy/shared'
import { type ApiStep, answered } from '../door/step.ts'
import type { Era } from '../era.ts'
import { outcomeDocument } from './outcome-document.ts'

/** A command that an operation of the appliance carries out, and what it says when that is done. */
export const operationStep = <K extends OperationName>(
  era: Era,
  operation: K,
  input: InputOf<K>,
  text: string | ((value: OutputOf<K>) => string),
): ApiStep => ({
  kind: 'operation',
  operation,
  input: input as object,
  // The account's right to this command is this right too.
  caller: labOwner,
  next: (outcome) =>
    answered(
      outcomeDocument(
        era,
        outcome.ok
          ? accepted(typeof text === 'string' ? text : text(outcome.value as OutputOf<K>))
          : outcome,
      ),
    ),
})
