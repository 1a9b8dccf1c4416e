import { isoTimeOf, type LabEvent } from '@understudy/shared'

/** The sentence an event adds to the evidence of the step it happened in; most add none. */
export function noteOf(event: LabEvent): string | undefined {
  const who = event.source
  switch (event.name) {
    case 'relationship-established':
      return `${who}: relationship established, role ${event.role}, epoch ${event.epoch}.`
    case 'relationship-broken':
      return `${who}: relationship broken by ${brokenBy[event.reason]}.`
    case 'sync-finished':
      return `${who}: sync finished at ${isoTimeOf(event.atMs)}, ${plural(event.recordsReceived, 'record')} received, ${event.recordsSent} sent, ${plural(event.blobsReceived, 'recording')} fetched, digests ${event.digestsAgree ? 'agree' : 'differ'}.`
    case 'sync-failed':
      return `${who}: sync failed: ${event.reason}.`
    case 'sessions-merged':
      return `${who}: sessions merged, ${event.received} received, ${event.sent} sent.`
    case 'sessions-discarded':
      return `${who}: ${plural(event.count, 'session')} of its own ${event.count === 1 ? 'was' : 'were'} replaced by the primary's data (SYN-04).`
    case 'settings-lost':
      return `${who}: settings overwritten by the primary's: ${event.keys.join(', ')}.`
    case 'traffic-owner':
      return `network: ${event.address} is ${ownerOf(event.owner, event.others)}.`
    case 'site-leads-to':
      return `network: the site leads to ${[event.appliance ?? 'nobody', ...(event.others ?? [])].join(' and ')}.`
    case 'announcement-lost':
      return `network: ${event.neighbour} missed that ${event.appliance} has ${event.address} now.`
    case 'office-moved':
      return event.from === null ? undefined : officeSentence(event)
    case 'users-disconnected':
      return `${who}: ${plural(event.count, 'user')} disconnected.`
    default:
      return undefined
  }
}

const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

const officeSentence = ({ office, from, to, why }: Extract<LabEvent, { name: 'office-moved' }>) =>
  `network: ${office} is led to ${to ?? 'nobody'} and no longer to ${from}: ${why}.`.replace(
    /\.\.$/,
    '.',
  )

const brokenBy = {
  operator: 'its operator',
  peer: 'the peer',
  'peer-forgot': 'the peer, which no longer knew it',
} as const

function ownerOf(owner: string | null, others: readonly string[]): string {
  if (owner === null) return 'answered by nobody'
  if (others.length === 0) return `answered by ${owner}`
  return `answered by ${owner}, and claimed by ${others.join(', ')} too`
}
