import type { Command } from '../usage/command.ts'
import { doCommand } from './do.ts'
import { down } from './down.ts'
import { keepLab } from './keep-lab.ts'
import { labSupervisor } from './lab-supervisor.ts'
import { operations } from './operations.ts'
import { rehearse } from './rehearse.ts'
import { status } from './status.ts'
import { swing } from './swing.ts'
import { toxiproxy } from './toxiproxy.ts'
import { up } from './up.ts'

/** Every word that the program knows, in the order of its help. */
export const commands: readonly Command[] = [
  rehearse,
  up,
  status,
  doCommand,
  swing,
  down,
  operations,
  toxiproxy,
  labSupervisor,
  keepLab,
]
