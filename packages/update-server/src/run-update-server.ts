import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  EventCounts,
  joinLab,
  placeOf,
  type ReadMeasures,
  readTextFile,
  StartFailure,
} from '@understudy/lab-channel'
import { updateServerHost } from '@understudy/shared'
import type { Logger } from 'pino'
import { commandAnswerer } from './commands.ts'
import { HttpDoor } from './door/http-door.ts'
import type { UpdateServerProcessConfig } from './process-config.ts'
import { KeptServer } from './state/kept-server.ts'
import { SavedFiles } from './state/saved-files.ts'
import { StateFile } from './state/state-file.ts'

export interface RunningUpdateServer {
  /** Where its HTTP door listens. */
  readonly port: number
  /** What it tells Prometheus. */
  readonly measures: ReadMeasures
  stop(): void
}

/** The composition root: joins the lab, answers appliances and people there, and opens the door for curl. */
export async function runUpdateServer(
  config: UpdateServerProcessConfig,
  log: Logger,
  onLost: () => void,
): Promise<RunningUpdateServer> {
  const { hubPort, dataDir, place } = config
  const token = readTextFile("lab's token", config.tokenFile).trim()
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const files = new SavedFiles(join(dataDir, 'files'), join(dataDir, 'links'))
  const stateFile = new StateFile(join(dataDir, 'state.json'))
  const kept = stateFile.read()
  const lab = await joinLab({
    hubPort,
    token,
    name: updateServerHost,
    kind: updateServerHost,
    ...(place === undefined ? {} : { place }),
  }).catch((error: Error) => {
    throw new StartFailure(1, error.message)
  })
  lab.onLost(onLost)
  const recorded = new EventCounts()
  const server = new KeptServer(config, kept, {
    stateFile,
    files,
    nowMs: () => lab.clock.nowMs(),
    tell: (event) => {
      recorded.add(event.name)
      log.info({ event }, event.name)
      lab.record(event)
    },
    send: async (mail) => {
      const input = { via: updateServerHost, ...mail }
      const sent = await lab.command('network', { kind: 'deliver-mail', input })
      if (!sent.ok) log.warn({ refusal: sent.refusal.message }, 'mail lost')
    },
  })
  const door = new HttpDoor({ server, files, work: lab.work, log })
  const urlTo = (link: string, file: string): string => door.urlTo(link, file)
  const answer = commandAnswerer({ server, files, urlTo })
  lab.onCommand((id, from, command) => {
    log.info({ from, command: command.kind }, 'command')
    lab.work.begin()
    void answer(command)
      .then((outcome) => lab.answer(id, outcome))
      .finally(() => lab.work.end())
  })
  const port = await door.listen(config.doorPort, placeOf(place).host)
  return {
    port,
    measures: () => [recorded.measure()],
    stop: () => {
      door.stop()
      lab.close()
    },
  }
}
