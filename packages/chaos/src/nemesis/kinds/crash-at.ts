import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { armCrash, CrashPoint, crashPoints } from '../crash-points.ts'
import { virtualFaultKind } from '../fault-kind.ts'

export const crashAt = virtualFaultKind(
  'a real process passes its named points unseen: `kill` hits it anywhere',
  {
    family: 'process',
    title: 'the process dies at a named point of its driver',
    productOnly: false,
    args: Type.Object(
      {
        on: On,
        point: CrashPoint,
        after: Type.Integer({ minimum: 0, maximum: 100_000 }),
        downMs: ForMs,
      },
      closed,
    ),
    draw: (random) => ({
      on: drawOn(random),
      point: crashPoints[random.integer(0, crashPoints.length - 1)] ?? 'after-commit',
      after: random.integer(0, 30),
      downMs: drawForMs(random, 30_000),
    }),
    begin: armCrash,
  },
)
