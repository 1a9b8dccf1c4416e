import { Type } from 'typebox'
import { updatePackage } from '../../schedule/lab-options.ts'
import { closed, drawOn, ForMs, On } from '../arguments.ts'
import { virtualFaultKind } from '../fault-kind.ts'

export const updateDiskFull = virtualFaultKind('the disk of this machine is not to be filled', {
  family: 'disk',
  title: 'an update is installed, and there is no room for what is in it (UPD-09)',
  productOnly: false,
  args: Type.Object({ on: On, forMs: ForMs }, closed),
  draw: (random) => ({ on: drawOn(random), forMs: random.integer(1, 20_000) }),
  begin: (stage, { on, forMs }) => {
    const disk = stage.world.updatesOf(on)
    disk.isFull = true
    stage.after(forMs, () => {
      disk.isFull = false
    })
    return stage.ask(on, 'install-update', { package: updatePackage, acceptEula: true })
  },
})
