/**
 * What an id named in a sentence stands for, in the reader's language: a behaviour of the product according to the
 * guides (G1, G2), or of this rehearsal.
 */
const sources: Readonly<Record<string, string>> = {
  'CLI-01':
    'Consoles update themselves at their next start; on locked-down machines they have to be redeployed by MSI (G1, G2).',
  'CLI-04':
    'The list of Jump Clients is exported to see that every date in it is later than the update (G2).',
  'CLI-05':
    'Connection agents and Integration Clients never update by themselves, and installers of before an update are refused after it (G2).',
  'CLI-06': 'A Starter licence has room for at most 25 Jumpoints and Jump Clients (G1, G2).',
  'NET-02': 'Two appliances with the same address enabled are a conflict: clients reach either.',
  'NET-07':
    'A client that is set by an IP address stays with that appliance after a swing (G1, G2).',
  'NET-13': 'A name with several addresses leads to each of them.',
  'SYN-02': 'What was changed on the new backup meanwhile is overwritten by the primary (G2).',
  'SYN-04':
    'Sessions of versions before 10.6 do not merge: what the new backup recorded by itself is replaced by the data of the primary (G2).',
  'SYN-07': 'What the backup has not pulled yet is on the primary alone, and is lost with it.',
  'UPD-10': 'No version can be taken back: the way back is the appliance that is not updated yet.',
  'UPD-08':
    'Between two site packages clients need 24 hours to update themselves; who misses too many versions is stranded until redeployed by hand (G2).',
}

/** "UPD-08: …"; an unknown id is shown as it is. */
export const sourceText = (id: string): string =>
  Object.hasOwn(sources, id) ? `${id}: ${sources[id]}` : id

/** A sentence without the ids in its brackets, and those ids: "3 lost (SYN-04)." → "3 lost." and SYN-04. */
export function withoutIds(sentence: string): {
  readonly text: string
  readonly ids: readonly string[]
} {
  const ids: string[] = []
  const text = sentence.replace(
    / \(([A-Z]{2,4}-\d\d(?:, [A-Z]{2,4}-\d\d)*)\)/g,
    (_all, named: string) => {
      ids.push(...named.split(', '))
      return ''
    },
  )
  return { text, ids }
}
