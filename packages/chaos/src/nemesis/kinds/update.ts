import { Type } from 'typebox'
import { updatePackage } from '../../schedule/lab-options.ts'
import { closed, drawOn, ForMs, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

export const update = faultKind({
  family: 'update',
  title: 'an update is installed on one box within the relationship: mixed versions',
  productOnly: false,
  args: Type.Object({ on: On }, closed),
  draw: (random) => ({ on: drawOn(random) }),
  begin: (stage, { on }) =>
    stage.ask(on, 'install-update', { package: updatePackage, acceptEula: true }),
})

export const interruptedUpdate = faultKind({
  family: 'update',
  title: 'an installation is interrupted by a power cut (UPD-09)',
  productOnly: false,
  args: Type.Object({ on: On, afterMs: ForMs, forMs: ForMs }, closed),
  draw: (random) => ({
    on: drawOn(random),
    afterMs: random.integer(1, 15_000),
    forMs: random.integer(1_000, 30_000),
  }),
  begin: (stage, { on, afterMs, forMs }) => {
    const begun = stage.ask(on, 'install-update', { package: updatePackage, acceptEula: true })
    if (begun) stage.after(afterMs, () => stage.losePower(on, forMs))
    return begun
  },
})
