import { readFileSync } from 'node:fs'
import type { SiteDoor } from '@understudy/integration-client'
import { loopback } from '@understudy/lab-channel'
import type { LocalLab } from '../lab/running/choose-lab.ts'
import { networkOfLab } from '../lab/running/network-of-lab.ts'
import { configOfLab } from '../lab/running/roster-of-lab.ts'
import { CommandError } from '../usage/errors.ts'
import { unknownWord } from '../usage/unknown-word.ts'
import { doorsNow } from './doors-lines.ts'

const timeoutMs = 30_000

/** The host it is set to, and how it gets there: through the lab's HTTP door, as an office. */
export async function integrationSite(
  lab: LocalLab,
  word: string | undefined,
  from: string | undefined,
): Promise<{ readonly host: string; readonly door: SiteDoor }> {
  const { network } = configOfLab(lab)
  const offices = network.offices.map(({ name }) => name)
  if (from !== undefined && !offices.includes(from)) throw unknownWord('office', from, offices)
  const appliance = network.appliances.find(({ name }) => name === word)
  const host = appliance?.address ?? word ?? network.siteHostname
  const { ports } = doorsNow(lab, await networkOfLab(lab))
  if (ports.http === undefined)
    throw new CommandError(`the lab ${lab.name} has no HTTP door: its lab file closes it`)
  const { httpsDoor } = await import('@understudy/integration-client')
  const door = httpsDoor({
    host,
    port: network.tlsPort,
    servername: network.siteHostname,
    ca: readFileSync(lab.folder.caFile, 'utf8'),
    proxy: { host: loopback.host, port: ports.http, user: from ?? offices[0] ?? '' },
    timeoutMs,
  })
  return { host, door }
}
