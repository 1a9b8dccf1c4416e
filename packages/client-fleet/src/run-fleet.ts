import { joinLab } from '@understudy/lab-channel'
import type { Logger } from 'pino'
import { Population } from '../clients/index.ts'
import { Fleet } from './fleet.ts'
import type { FleetConfig } from './fleet-config.ts'
import { readText } from './read-config.ts'
import { SiteDialer } from './site-dialer.ts'
import { StartFailure } from './start-failure.ts'

export interface RunningFleet {
  /** Ends all connections and leaves the lab. Idempotent. */
  stop(): void
}

/** The composition root: joins the lab and hosts the population there until stopped. */
export async function runFleet(
  config: FleetConfig,
  log: Logger,
  onLost: () => void,
): Promise<RunningFleet> {
  const { hubPort, siteHostname, clients, appliances, seed } = config
  const trusted = config.trust.map((path) => readText('certificate', path))
  const token = readText("lab's token", config.tokenFile).trim()
  const lab = await joinLab({ hubPort, token, name: 'clients', kind: 'clients' }).catch(
    (error: Error) => {
      throw new StartFailure(1, error.message)
    },
  )
  const fleet = new Fleet({
    population: new Population({ siteHostname, clients, appliances, seed }),
    clock: lab.clock,
    dialer: new SiteDialer({ siteHostname, trusted, doorTo: (host) => lab.doorTo(host) }),
    record: (event) => {
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
  return {
    stop: () => {
      fleet.stop()
      lab.close()
    },
  }
}
