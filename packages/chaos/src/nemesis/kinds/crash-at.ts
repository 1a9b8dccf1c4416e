import { Type } from 'typebox'
import { closed, drawOn, On } from '../arguments.ts'
import { armCrash, crashArguments, drawCrash, unseenByProcesses } from '../crash-points.ts'
import { virtualFaultKind } from '../fault-kind.ts'

export const crashAt = virtualFaultKind(unseenByProcesses, {
  family: 'process',
  title: 'the process dies at a named point of its driver',
  productOnly: false,
  args: Type.Object(
    {
      on: On,
      ...crashArguments,
    },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    ...drawCrash(random, 30),
  }),
  begin: armCrash,
})
