import type { LabEvent } from '@understudy/shared'
import { clockText, durationText } from '../format.ts'
import { type EventOf, ofName, type Rehearsal } from '../rehearsal.ts'
import { firstLeadOf } from '../traffic.ts'

type RecordChanged = EventOf<'record-changed'>

/**
 * What changed about a record of the site (NET-04): whose address it had and has now, and how long resolvers may keep
 * the earlier answers. `index`: of the event in the stream.
 */
export function recordSentence(
  event: RecordChanged,
  index: number,
  rehearsal: Rehearsal,
): string | undefined {
  const { record, type, from, to, by, atMs } = event
  const site = ofName(rehearsal.events, 'rehearsal-started')[0]?.site
  // Preparing the lab is not a swing.
  if (record !== site || atMs < rehearsal.readyAtMs) return undefined
  const hand = by === 'dynamic-update' ? 'by dynamic update' : 'by hand'
  const what = type === 'A' ? 'record' : `${type} record`
  const before = withOwner(from, index, ledToBefore(rehearsal, index), rehearsal)
  if (from === to) {
    const [was, is] = [event.ttlBeforeMs ?? event.ttlMs, event.ttlMs].map(durationText)
    return `At ${clockText(atMs)} the TTL of the ${what} of ${record}, ${before}, was changed from ${was} to ${is}, ${hand}. Answers that were given before are held for as long as they were given.`
  }
  const after = withOwner(to, index, ledToAfter(rehearsal, index), rehearsal)
  return `At ${clockText(atMs)} the ${what} of ${record} was changed from ${before} to ${after}, ${hand}. ${heldSentence(event, index, rehearsal)}`
}

/** From the TTLs of the answers given with the old address; the last TTL may not be the longest. */
function heldSentence(event: RecordChanged, index: number, { events }: Rehearsal): string {
  if (event.from === 'none') return 'That it had none was remembered for a while.'
  const lastMs = event.ttlBeforeMs ?? event.ttlMs
  const earlier = events.slice(0, index).flatMap((one) => {
    if (one.name !== 'record-changed' || one.record !== event.record || one.type !== event.type)
      return []
    const ttlMs = one.ttlBeforeMs ?? one.ttlMs
    return [{ ttlMs, changedAtMs: one.atMs, untilMs: one.atMs + ttlMs }]
  })
  const [longest] = earlier.toSorted((one, other) => other.untilMs - one.untilMs)
  if (longest === undefined || longest.untilMs <= event.atMs + lastMs)
    return `Its TTL was ${durationText(lastMs)}: a resolver that honours it may lead to the old address for so long.`
  return `Answers that were given before ${clockText(longest.changedAtMs)} had a TTL of ${durationText(longest.ttlMs)}, later ones of ${durationText(lastMs)}: a resolver that honours them may lead to the old address until ${clockText(longest.untilMs)}.`
}

/** "192.0.2.10 (A)": whoever claims that address; if nobody reported that, where the site led. */
function withOwner(
  address: string,
  index: number,
  ledTo: readonly string[],
  { events }: Rehearsal,
): string {
  const claimed = ownerOf(events.slice(0, index), address)
  const owner = claimed ?? (ledTo.length === 1 ? ledTo[0] : undefined)
  return owner === undefined || address === 'none' ? address : `${address} (${owner.toUpperCase()})`
}

function ownerOf(events: readonly LabEvent[], address: string): string | undefined {
  const told = events.findLast(
    (event) =>
      (event.name === 'address-claimed' || event.name === 'address-released') &&
      event.address === address,
  )
  return told?.name === 'address-claimed' ? told.appliance : undefined
}

const leadOf = (event: LabEvent | undefined): readonly string[] | undefined =>
  event?.name === 'site-leads-to' ? [event.appliance ?? [], event.others ?? []].flat() : undefined

function ledToBefore(rehearsal: Rehearsal, index: number): readonly string[] {
  const { events } = rehearsal
  const told = events.findLast((event, at) => at < index && event.name === 'site-leads-to')
  return leadOf(told) ?? [firstLeadOf(rehearsal) ?? []].flat()
}

/** What the network says with the change, before anything else; if it says nothing, the site leads as before. */
function ledToAfter(rehearsal: Rehearsal, index: number): readonly string[] {
  const next = rehearsal.events.slice(index + 1).find(({ source }) => source === 'network')
  return leadOf(next) ?? ledToBefore(rehearsal, index)
}
