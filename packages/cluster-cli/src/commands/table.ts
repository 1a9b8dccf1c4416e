import type { Command } from '../usage/command.ts'
import { chaos } from './chaos/chaos.ts'
import { compare } from './compare.ts'
import { consoleCommand } from './console.ts'
import { doCommand } from './do.ts'
import { down } from './down.ts'
import { integrationClient } from './integration-client.ts'
import { keepConsole } from './keep-console.ts'
import { keepLab } from './keep-lab.ts'
import { labSupervisor } from './lab-supervisor.ts'
import { logs } from './logs.ts'
import { operations } from './operations.ts'
import { rehearse } from './rehearse.ts'
import { report } from './report.ts'
import { restart } from './restart.ts'
import { sharePlayer } from './share-player.ts'
import { shellOf } from './shell.ts'
import { status } from './status.ts'
import { swing } from './swing.ts'
import { toxiproxy } from './toxiproxy.ts'
import { up } from './up.ts'
import { verify } from './verify.ts'
import { virtualPlayer } from './virtual-player.ts'
import { worker } from './worker.ts'

const ofRunningLab: readonly Command[] = [status, doCommand, swing, restart, logs]

/** Every command the program knows, in the order of its help. */
export const commands: readonly Command[] = [
  rehearse,
  compare,
  report,
  verify,
  chaos,
  worker,
  up,
  status,
  consoleCommand,
  doCommand,
  swing,
  restart,
  logs,
  shellOf(ofRunningLab),
  down,
  operations,
  integrationClient,
  toxiproxy,
  labSupervisor,
  keepConsole,
  keepLab,
  virtualPlayer,
  sharePlayer,
]
