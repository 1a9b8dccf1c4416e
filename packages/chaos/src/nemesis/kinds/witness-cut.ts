import { witnessName } from '@understudy/shared'
import { Type } from 'typebox'
import { closed, drawForMs, drawOn, ForMs, On } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'

export const witnessCut = virtualFaultKind('labs of processes have no witness', {
  family: 'link',
  title: 'an appliance does not reach the witness, nor, perhaps, its peer',
  productOnly: false,
  args: Type.Object({ on: On, alsoPeer: Type.Boolean(), forMs: ForMs }, closed),
  draw: (random) => ({
    on: drawOn(random),
    alsoPeer: random.next() < 0.6,
    forMs: drawForMs(random, 120_000),
  }),
  begin: (stage, { on, alsoPeer, forMs }) => {
    if (stage.lab.network.witness === undefined) return false
    const cut = (to: string): boolean =>
      stage.faultFor(forMs, { kind: 'partition', from: on, to, direction: 'both' })
    return cut(witnessName) && (!alsoPeer || cut(on === 'a' ? 'b' : 'a'))
  },
})
