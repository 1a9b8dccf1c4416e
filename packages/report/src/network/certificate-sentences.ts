import { warningText } from '@understudy/shared'
import { clockText } from '../format.ts'
import { type EventOf, ofName, type Rehearsal } from '../rehearsal.ts'

/**
 * What came of a certificate that was assigned although its row warned: whom it was shown to, and from when to when clients
 * that check did without the site (CRT-02).
 */
export function certificateSentence(
  { address, source, warnings, atMs }: EventOf<'certificate-assigned'>,
  rehearsal: Rehearsal,
): string | undefined {
  const grave = warnings.filter((warning) => warning !== 'expires-soon')
  if (grave.length === 0) return undefined
  const site = ofName(rehearsal.events, 'rehearsal-started')[0]?.site ?? 'the site'
  const shown = `At ${clockText(atMs)} ${source.toUpperCase()} was given a certificate for ${address} that ${warningText(grave, site)}.`
  return `${shown} ${refusedSentence(atMs, rehearsal)}`
}

function refusedSentence(atMs: number, { events }: Rehearsal): string {
  const later = ofName(events, 'outage-began').filter(
    (event) => event.reason === 'certificate' && event.atMs >= atMs,
  )
  const [first] = later
  if (first === undefined) return 'No client was led there that checks it.'
  const ended = ofName(events, 'outage-ended').find(
    ({ probe, startedAtMs }) => probe === first.probe && startedAtMs >= first.startedAtMs,
  )
  const until = ended === undefined ? 'the end' : clockText(ended.endedAtMs)
  return `Clients check it and refused it from ${clockText(first.startedAtMs)} until ${until}.`
}
