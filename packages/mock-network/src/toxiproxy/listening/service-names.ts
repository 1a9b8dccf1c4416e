import { readFileSync } from 'node:fs'

/** What Go itself knows, for machines without a list. */
const builtIn: Readonly<Record<string, number>> = {
  domain: 53,
  echo: 7,
  ftp: 21,
  ftps: 990,
  gopher: 70,
  http: 80,
  https: 443,
  imap2: 143,
  imap3: 220,
  imaps: 993,
  pop3: 110,
  pop3s: 995,
  smtp: 25,
  submissions: 465,
  ssh: 22,
  telnet: 23,
}

/**
 * The TCP port of a service's name, as Go's net package looks it up ("localhost:http"): in any case, in the machine's
 * list (RFC 6335 5.1 names) or among the few that Go itself knows. undefined = unknown.
 */
export function servicePort(name: string): number | undefined {
  const service = name.toLowerCase()
  const listed = portIn(machineList(), service)
  return listed ?? (Object.hasOwn(builtIn, service) ? builtIn[service] : undefined)
}

/** Lines such as "http 80/tcp www # WorldWideWeb HTTP": a name, its port and protocol, aliases. */
export function portIn(list: string, service: string): number | undefined {
  for (const line of list.split('\n')) {
    const [name, at = '', ...aliases] = line.replace(/#.*/, '').trim().split(/\s+/)
    const port = /^(\d{1,5})\/tcp$/.exec(at)?.[1]
    if (port !== undefined && [name, ...aliases].includes(service)) return Number(port)
  }
  return undefined
}

/** Read on each use, which is rare, so that it may change. */
function machineList(): string {
  try {
    return readFileSync('/etc/services', 'utf8')
  } catch {
    return ''
  }
}
