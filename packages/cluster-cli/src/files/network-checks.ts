import {
  didYouMean,
  type LabConfig,
  type LabFile,
  nearestWord,
  officesMax,
} from '@understudy/shared'
import type { Problem } from './problem.ts'

/** Hosts on every lab's paths besides appliances and offices. */
const otherHosts = ['conductor', 'outside'] as const

/** What can only be checked for a lab's network as a whole: names that exist, numbers that agree. */
export function networkProblems({ network }: LabConfig, file: LabFile): readonly Problem[] {
  const offices = network.offices.map(({ name }) => name)
  const hosts = [...network.appliances.map(({ name }) => name), ...otherHosts, ...offices]
  return [
    ...officeProblems(offices.length, file),
    ...groupProblems(file, hosts),
    ...faultProblems(network, [...hosts, ...Object.keys(network.groups)]),
    ...portProblems(network),
  ]
}

function officeProblems(count: number, { network }: LabFile): readonly Problem[] {
  const tooMany =
    count <= officesMax
      ? []
      : [
          {
            path: '/network/offices',
            expected: `at most ${officesMax} offices`,
            found: String(count),
          },
        ]
  const clamps = (network?.offices ?? []).flatMap((entry, i): readonly Problem[] => {
    if (entry.resolver !== 'clamp') return []
    const { ttlMinSeconds = 0, ttlMaxSeconds = Number.POSITIVE_INFINITY } = entry
    if (ttlMinSeconds <= ttlMaxSeconds) return []
    return [
      {
        path: `/network/offices/${i}/ttlMinSeconds`,
        expected: `at most ttlMaxSeconds (${ttlMaxSeconds})`,
        found: String(ttlMinSeconds),
      },
    ]
  })
  return [...tooMany, ...clamps]
}

function groupProblems({ network }: LabFile, hosts: readonly string[]): readonly Problem[] {
  const taken = [...hosts, 'clients']
  return Object.entries(network?.groups ?? {}).flatMap(([name, members]): readonly Problem[] => {
    const path = `/network/groups/${name}`
    const own = taken.includes(name)
      ? [{ path, expected: 'a name that no host or group has already', found: quoted(name) }]
      : []
    const unknown = members.flatMap((member, i) =>
      hosts.includes(member) ? [] : [unknownHost(`${path}/${i}`, 'a host', member, hosts)],
    )
    return [...own, ...unknown]
  })
}

function faultProblems(
  { faults }: LabConfig['network'],
  known: readonly string[],
): readonly Problem[] {
  const named = new Map<string, number>()
  return faults.flatMap(({ fault }, i): readonly Problem[] => {
    const path = `/network/faults/${i}/fault`
    const unknown = (['from', 'to'] as const).flatMap((end) =>
      fault[end] === '*' || known.includes(fault[end])
        ? []
        : [unknownHost(`${path}/${end}`, 'a host, a group or *', fault[end], known)],
    )
    const { name } = fault
    if (name === undefined) return unknown
    const earlier = named.get(name)
    named.set(name, earlier ?? i)
    if (earlier === undefined) return unknown
    const found = `${quoted(name)}, as network/faults/${earlier}`
    return [...unknown, { path: `${path}/name`, expected: 'a name of its own', found }]
  })
}

function portProblems({ ports }: LabConfig['network']): readonly Problem[] {
  const all = Object.entries(ports)
  return all.flatMap(([door, port], i): readonly Problem[] => {
    const earlier = all.slice(0, i).find(([, other]) => other === port)
    if (earlier === undefined) return []
    const found = `${port}, as network/ports/${earlier[0]}`
    return [{ path: `/network/ports/${door}`, expected: 'a port of its own', found }]
  })
}

function unknownHost(path: string, what: string, word: string, known: readonly string[]): Problem {
  const nearest = nearestWord(word, known)
  const hint =
    nearest === undefined
      ? ` (${known.slice(0, 8).join(', ')}, …)`
      : didYouMean('brackets', nearest)
  return { path, expected: `${what} of this lab${hint}`, found: quoted(word) }
}

const quoted = (text: string): string => JSON.stringify(text)
