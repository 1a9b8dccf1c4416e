import { clockText, durationText, listText, plural } from '../format.ts'
import { clientsLeftBehind } from '../population/population.ts'
import { type EventOf, ofName, type Rehearsal } from '../rehearsal.ts'
import type { Report } from '../schema.ts'
import { firstLeadOf, leadsOf } from '../traffic.ts'
import { certificateSentence } from './certificate-sentences.ts'
import { cutsOf, faultsOf } from './faults.ts'
import { nobodySentences } from './nobody-sentences.ts'
import { type OfficeLead, officeLeadsOf } from './office-leads.ts'
import { recordSentence } from './record-sentence.ts'

/** How many sentences of each kind are shown; more would bury the others. */
const eachMax = 12
const atOnceMs = 1_000

/**
 * Why clients saw what they saw: TTLs, resolvers, lost announcements, connections the gateway kept, clients set by
 * address, faults. In order of time, where there is one.
 */
export function explanationsOf(
  rehearsal: Rehearsal,
  population: Report['population'],
): readonly string[] {
  const { events } = rehearsal
  const sentences = events.flatMap((event, index): readonly Told[] => {
    if (event.name === 'record-changed')
      return told(event.atMs, recordSentence(event, index, rehearsal))
    if (event.name === 'certificate-assigned')
      return told(event.atMs, certificateSentence(event, rehearsal))
    if (event.name === 'nat-rule-changed') return told(event.atMs, natSentences(event, rehearsal))
    if (event.name === 'announcement-lost')
      return told(event.atMs, announcementSentence(event, rehearsal))
    return []
  })
  const faults = [...faultsOf(rehearsal), ...cutsOf(rehearsal)].map((fault) => ({
    atMs: fault.startedAtMs,
    text: faultSentence(fault),
  }))
  const ordered = [...sentences, ...faults].sort((one, other) => one.atMs - other.atMs)
  return [
    ...ordered.slice(0, 3 * eachMax).map(({ text }) => text),
    ...officeSentences(rehearsal).slice(0, eachMax),
    ...nobodySentences(rehearsal).slice(0, eachMax),
    ...leftBehindSentence(rehearsal, population),
  ]
}

interface Told {
  readonly atMs: number
  readonly text: string
}

const told = (atMs: number, text: string | undefined): readonly Told[] =>
  text === undefined ? [] : [{ atMs, text }]

function natSentences(
  { from, to, onChange, atMs, publicAddress }: EventOf<'nat-rule-changed'>,
  rehearsal: Rehearsal,
): string | undefined {
  const { events, all } = rehearsal
  if (atMs < rehearsal.readyAtMs) return undefined
  const changed = `At ${clockText(atMs)} the gateway's rule for ${publicAddress} was changed from ${from} to ${to}; new connections followed at once.`
  if (onChange === 'cut') return `${changed} Established ones were cut.`
  const left = ownerBefore(rehearsal, atMs)
  const tests = new Set(ofName(events, 'test-passed').map(({ lsid }) => lsid))
  let later = 0
  let lastMs = 0
  for (const event of all) {
    if (event.name !== 'session-acknowledged' || event.atMs <= atMs) continue
    if (event.appliance !== left || tests.has(event.lsid)) continue
    later += 1
    lastMs = event.atMs
  }
  const kept =
    left === undefined || later === 0
      ? 'no session came in by them any more'
      : `by them ${left.toUpperCase()} recorded ${plural(later, 'session')} more, the last at ${clockText(lastMs)}`
  const ended = ofName(events, 'users-disconnected').find(
    (event) => event.source === left && event.atMs > atMs && event.count > 0,
  )
  const users =
    ended === undefined
      ? ''
      : ` ${ended.count} users were still there when ${ended.source.toUpperCase()} disconnected them at ${clockText(ended.atMs)} (${ended.reason}).`
  return `${changed} Established ones were kept until they ended: ${kept}.${users}`
}

function ownerBefore(rehearsal: Rehearsal, atMs: number): string | undefined {
  const before = leadsOf(rehearsal).findLast((lead) => lead.atMs < atMs)?.appliance
  return before ?? firstLeadOf(rehearsal)
}

function announcementSentence(
  { address, appliance, neighbour, atMs }: EventOf<'announcement-lost'>,
  rehearsal: Rehearsal,
): string | undefined {
  if (atMs < rehearsal.readyAtMs) return undefined
  const moved = ofName(rehearsal.events, 'office-moved').find(
    (move) => move.office === neighbour && move.atMs >= atMs && move.to === appliance,
  )
  const lost = `At ${clockText(atMs)} the announcement that ${appliance.toUpperCase()} has ${address} did not reach ${neighbour}`
  if (moved === undefined) return `${lost}.`
  return `${lost}: its router believed the old entry for ${durationText(moved.atMs - atMs)}, until ${clockText(moved.atMs)} (${moved.why}).`
}

function faultSentence(fault: Report['faults'][number]): string {
  const { name, kind, from, to, detail, startedAtMs, endedAtMs, ended, connectionsHit } = fault
  const until = ended ? `until ${clockText(endedAtMs)}` : 'until the end'
  const hit = connectionsHit > 0 ? ` It hit ${plural(connectionsHit, 'connection')}.` : ''
  const what = detail === '' ? kind : `${kind}, ${detail}`
  return `From ${clockText(startedAtMs)} ${until} the fault ${name} lay between ${from} and ${to} (${what}).${hit}`
}

/** How long after each swing the offices followed, naming the last of them. */
function officeSentences(rehearsal: Rehearsal): readonly string[] {
  const leads = officeLeadsOf(rehearsal)
  return swingsOf(rehearsal).flatMap(({ atMs, to, untilMs }) => {
    const moves = ofName(rehearsal.events, 'office-moved').filter(
      (move) => move.to === to && move.atMs >= atMs && move.atMs < untilMs,
    )
    const [last, ...others] = moves.toReversed()
    // What follows at once needs no explanation.
    if (last === undefined || last.atMs - atMs < atOnceMs) return []
    const who = to.toUpperCase()
    const near = others[0]
    const first =
      near === undefined
        ? []
        : [
            `${plural(others.length, 'office')} of ${leads.length} followed to ${who} within ${durationText(near.atMs - atMs)}.`,
          ]
    return [
      ...first,
      `${last.office} followed ${others.length === 0 ? '' : 'last, '}after ${durationText(last.atMs - atMs)}, at ${clockText(last.atMs)}: ${last.why}.`,
      ...stayedSentence(leads, to, atMs, untilMs),
    ]
  })
}

function stayedSentence(
  leads: readonly OfficeLead[],
  to: string,
  atMs: number,
  untilMs: number,
): readonly string[] {
  const stayed = leads.filter(({ segments }) =>
    segments.every(
      (segment) =>
        segment.state !== to || segment.endedAtMs <= atMs || segment.startedAtMs >= untilMs,
    ),
  )
  if (stayed.length === 0) return []
  const names = listText(
    stayed.map(({ office }) => office),
    5,
  )
  return [`${plural(stayed.length, 'office')} never followed to ${to.toUpperCase()}: ${names}.`]
}

interface Swing {
  readonly atMs: number
  readonly to: string
  /** When the site was led elsewhere again. */
  readonly untilMs: number
}

/** Each time the site was led to a different appliance, from lab-ready on. */
function swingsOf(rehearsal: Rehearsal): readonly Swing[] {
  const leads = leadsOf(rehearsal).filter(({ appliance }) => appliance !== null)
  const swings: Swing[] = []
  let before = firstLeadOf(rehearsal)
  leads.forEach(({ atMs, appliance }, i) => {
    if (appliance === null || appliance === before) return
    const first = before === undefined
    before = appliance
    if (first || atMs < rehearsal.readyAtMs) return
    swings.push({ atMs, to: appliance, untilMs: leads[i + 1]?.atMs ?? Number.POSITIVE_INFINITY })
  })
  return swings
}

function leftBehindSentence(
  rehearsal: Rehearsal,
  population: Report['population'],
): readonly string[] {
  const leadsTo = leadsOf(rehearsal).at(-1)?.appliance
  const { total, left } = clientsLeftBehind(population, leadsTo)
  if (left === 0) return []
  return [
    `${left} of ${plural(total, 'client')} that ${total === 1 ? 'is' : 'are'} set by an IP address and not by name did not follow to ${(leadsTo ?? '').toUpperCase()} (NET-07).`,
  ]
}
