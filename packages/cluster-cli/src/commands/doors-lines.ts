import { loopback } from '@understudy/lab-channel'
import { type NetworkStatus, updateServerHost } from '@understudy/shared'
import { keptPlan } from '../lab/folder/kept-lab.ts'
import type { LabDoors } from '../lab/processes/lab-doors.ts'
import type { RunningLab } from '../lab/running/choose-lab.ts'
import { controlPaths } from '../remote/control-paths.ts'

/** The doors as the network has them now or, if it cannot be reached, as they were at the start. */
export const doorsNow = (lab: RunningLab, network: NetworkStatus | string): LabDoors => {
  // The network of a lab in containers knows its own ports, but not which of them are published.
  if (lab.kind === 'remote') return lab.told.doors
  const port = lab.record.processes[updateServerHost]?.port ?? null
  const updates = port === null ? {} : { updates: port }
  if (typeof network === 'string') return { ...lab.record.doors, ...updates }
  const { ports, resolvers, published } = network
  return { ports, resolvers, published, ...updates }
}

/** A running lab's doors as `status --json` has them: ports of the loopback interface, and what to trust. */
export interface DoorsTold extends LabDoors {
  readonly caFile: string
}

export const doorsTold = (lab: RunningLab, doors: LabDoors): DoorsTold => ({
  ...doors,
  caFile: lab.kind === 'local' ? lab.folder.caFile : remoteCaFile,
})

/** The file name as somebody who fetches it may call it. */
const remoteCaFile = 'ca.pem'

/** The doors for people: each with a command to paste. Empty if the lab has none. */
export function doorsLines(lab: RunningLab, doors: LabDoors): string {
  const { ports, resolvers, published, updates, caFile } = doorsTold(lab, doors)
  const { siteHostname, tlsPort } = networkOf(lab) ?? standIn
  const site = `https://${siteHostname}${tlsPort === 443 ? '' : `:${tlsPort}`}/`
  const curl = `curl --cacert ${quoted(caFile)}`
  const updateKey = lab.kind === 'local' ? lab.folder.updateKeyFile : 'dns-update.key'
  const update = `nsupdate -k ${quoted(updateKey)}`
  const rows: (readonly [string, number | undefined, (port: number) => string])[] = [
    ['SOCKS 5', ports.socks, (port) => `${curl} --proxy ${loopback.url('socks5h', port)} ${site}`],
    [
      'HTTP',
      ports.http,
      (port) => `${curl} --proxy ${loopback.url('http', port, exampleUser)} ${site}`,
    ],
    [
      'HTTP asks',
      ports.challenge,
      (port) =>
        `${curl} --proxy-anyauth --proxy ${loopback.url('http', port, exampleUser)} ${site}`,
    ],
    ['DNS', ports.dns, (port) => `dig @${loopback.host} -p ${port} ${siteHostname}`],
    ['DNS', ports.dns, (port) => `${update}  (server ${loopback.host} ${port})`],
    ...Object.entries(resolvers).map(
      ([office, port]) =>
        [office, port, (at: number) => `dig @${loopback.host} -p ${at} ${siteHostname}`] as const,
    ),
    ['Toxiproxy', ports.control, (port) => `curl ${loopback.url('http', port)}/proxies`],
    ['updates', updates, (port) => `curl --data-binary @key.txt ${loopback.url('http', port)}/`],
    ...Object.entries(published).map(
      ([path, port]) =>
        [path, port, (at: number) => `${curl} ${loopback.url('https', at)}/`] as const,
    ),
  ]
  const open = rows.flatMap(([name, port, example]) =>
    port === undefined ? [] : [{ name, at: loopback.at(port), example: example(port) }],
  )
  if (open.length === 0) return ''
  const nameWidth = Math.max(...open.map(({ name }) => name.length))
  const atWidth = Math.max(...open.map(({ at }) => at.length))
  const lines = open.map(
    ({ name, at, example }) => `  ${name.padEnd(nameWidth)}  ${at.padEnd(atWidth)}  ${example}`,
  )
  const head = 'doors for programs from outside; a proxy user chooses the office'
  return `${[head, ...fetchedFrom(lab), ...lines].join('\n')}\n`
}

const networkOf = (lab: RunningLab) =>
  (lab.kind === 'local' ? keptPlan(lab.folder)?.lab : lab.told.lab)?.network

/** Where to get the file that the commands below name. */
const fetchedFrom = (lab: RunningLab): readonly string[] =>
  lab.kind === 'local'
    ? []
    : [`  the certificate: curl -k ${lab.door.url}${controlPaths.certificate} > ${remoteCaFile}`]

/** Any password will do, but there must be one: some programs send nothing at all if it is empty. */
const exampleUser = 'office-1:any'

/** For a lab that has lost its configuration. */
const standIn = { siteHostname: 'support.example.com', tlsPort: 443 }

const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`
