import { Type } from 'typebox'
import { closed, drawOn, On } from '../arguments.ts'
import { armCrash, crashArguments, drawCrash, unseenByProcesses } from '../crash-points.ts'
import { virtualFaultKind } from '../fault-kind.ts'
import { drawOperation, OperationByHand, operate } from '../operations-by-hand.ts'

export const crashDuring = virtualFaultKind(unseenByProcesses, {
  family: 'operator',
  title: 'an operation is under way, and one of the two dies at a named point of its driver',
  productOnly: false,
  args: Type.Object(
    {
      on: On,
      operation: OperationByHand,
      victim: On,
      ...crashArguments,
    },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    operation: drawOperation(random),
    victim: drawOn(random),
    ...drawCrash(random, 12),
  }),
  begin: (stage, { on, operation, victim, point, after, downMs }) =>
    operate(stage, on, operation) && armCrash(stage, { on: victim, point, after, downMs }),
})
