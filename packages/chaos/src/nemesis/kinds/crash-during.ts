import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { armCrash, CrashPoint, crashPoints } from '../crash-points.ts'
import { virtualFaultKind } from '../fault-kind.ts'
import { drawOperation, OperationByHand, operate } from '../operations-by-hand.ts'

export const crashDuring = virtualFaultKind(
  'a real process passes its named points unseen: `kill` hits it anywhere',
  {
    family: 'operator',
    title: 'an operation is under way, and one of the two dies at a named point of its driver',
    productOnly: false,
    args: Type.Object(
      {
        on: On,
        operation: OperationByHand,
        victim: On,
        point: CrashPoint,
        after: Type.Integer({ minimum: 0, maximum: 100_000 }),
        downMs: ForMs,
      },
      closed,
    ),
    draw: (random) => ({
      on: drawOn(random),
      operation: drawOperation(random),
      victim: drawOn(random),
      point: crashPoints[random.integer(0, crashPoints.length - 1)] ?? 'after-commit',
      after: random.integer(0, 12),
      downMs: drawForMs(random, 30_000),
    }),
    begin: (stage, { on, operation, victim, point, after, downMs }) =>
      operate(stage, on, operation) && armCrash(stage, { on: victim, point, after, downMs }),
  },
)
