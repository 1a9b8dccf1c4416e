import { witnessName } from '@understudy/shared'
import { Type } from 'typebox'
import { closed, drawForMs, ForMs } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'

export const witnessLosesPower = virtualFaultKind('labs of processes have no witness', {
  family: 'process',
  title: 'the witness’s host loses its power, and nobody is told (NET-12)',
  productOnly: false,
  args: Type.Object({ forMs: ForMs }, closed),
  draw: (random) => ({ forMs: drawForMs(random, 30_000) }),
  begin: (stage, { forMs }) =>
    stage.lab.network.witness !== undefined && stage.losePower(witnessName, forMs),
})
