import { Type } from 'typebox'
import { closed, drawOn, drawOne, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

/** None of them goes on what a campaign's boxes have: each needs another one first, or is older (UPD-02, UPD-10). */
const packages = [
  'Bomgar-11.1.0',
  'Bomgar-13.1.0',
  'Base 4.2.1',
  'Base 3.2.0',
  'Bomgar-10.1.0',
] as const

export const updateOutOfOrder = faultKind({
  family: 'update',
  title: 'an operator skips an intermediate version, or wants to go back to an older one',
  productOnly: false,
  args: Type.Object({ on: On, package: Type.Enum(packages) }, closed),
  draw: (random) => ({ on: drawOn(random), package: drawOne(random, packages) }),
  begin: (stage, { on, package: name }) =>
    stage.ask(on, 'install-update', { package: name, acceptEula: true }),
})
