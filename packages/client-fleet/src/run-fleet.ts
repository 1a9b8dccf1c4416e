import { joinLab, type ReadMeasures, readTextFile, StartFailure } from '@understudy/lab-channel'
import { Population } from '@understudy/population'
import type { Logger } from 'pino'
import { Fleet } from './fleet.ts'
import type { FleetConfig } from './fleet-config.ts'
import { watchMachine } from './machine/watch-machine.ts'
import { ClientMeasures } from './metrics/client-measures.ts'
import { SiteDialer } from './site-dialer.ts'

export interface RunningFleet {
  /** What it tells Prometheus. */
  readonly measures: ReadMeasures
  /** Ends all connections and leaves the lab. Idempotent. */
  stop(): void
}

/** The composition root: joins the lab and hosts the population there until stopped. */
export async function runFleet(
  config: FleetConfig,
  log: Logger,
  onLost: () => void,
): Promise<RunningFleet> {
  const { hubPort, siteHostname, place } = config
  const trusted = config.trust.map((path) => readTextFile('certificate', path))
  const token = readTextFile("lab's token", config.tokenFile).trim()
  const lab = await joinLab({
    hubPort,
    token,
    name: 'clients',
    kind: 'clients',
    counts: true,
    ...(place === undefined ? {} : { place }),
  }).catch((error: Error) => {
    throw new StartFailure(1, error.message)
  })
  const measures = new ClientMeasures()
  const fleet = new Fleet({
    population: new Population(config),
    clock: lab.clock,
    dialer: new SiteDialer({
      siteHostname,
      trusted,
      doorHost: lab.doorHost,
      watch: (connection, stream) => lab.watch(connection, stream),
      doorTo: ({ host, office }) => lab.doorTo(host, { origin: office }),
    }),
    record: (event) => {
      measures.take(event)
      log.debug(event, event.name)
      lab.record(event)
    },
    answer: (id, result) => lab.answer(id, result),
  })
  lab.onCommand((id, from, command) => {
    log.info({ from, command }, 'command')
    fleet.handle({ kind: 'command', id, command })
  })
  lab.onLost(onLost)
  let fromMs = lab.clock.nowMs()
  const unwatch = watchMachine((stretch) => {
    const toMs = lab.clock.nowMs()
    if (stretch !== null) {
      const busy = { name: 'machine-busy', fromMs, toMs, ...stretch } as const
      measures.take(busy)
      lab.record(busy)
    }
    fromMs = toMs
  })
  return {
    measures: () => measures.read(),
    stop: () => {
      unwatch()
      fleet.stop()
      lab.close()
    },
  }
}
