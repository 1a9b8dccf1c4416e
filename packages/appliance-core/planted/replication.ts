import type { PlantedDefect } from './planted-defect.ts'

export const replicationDefects: readonly PlantedDefect[] = [
  {
    name: 'syncs-across-packages',
    what: 'Two with different packages sync.',
    spec: 'FO-05',
    decisions: { maySync: (_packageDiffers, inConflict) => !inConflict },
  },
  {
    name: 'merges-nothing',
    what: 'The primary does not take what the backup recorded by itself.',
    spec: 'SYN-03',
    decisions: { mergesIntoPrimary: () => false },
  },
  {
    name: 'merges-older-logs',
    what: 'The primary asks for sessions of before 10.6, too, which do not merge.',
    spec: 'SYN-04',
    decisions: { mergesIntoPrimary: () => true },
  },
  {
    name: 'merges-naively',
    what: 'Rows of the peer are appended to the own log.',
    spec: 'SYN-03',
    decisions: { logOfRows: (_origin, own) => own },
  },
  {
    name: 'keeps-older-sessions',
    what: 'What the backup recorded by itself before 10.6 stays beside the primary’s data.',
    spec: 'SYN-04',
    decisions: { isReplacedByPrimary: () => false },
  },
  {
    name: 'discards-silently',
    what: 'Sessions that are replaced by the primary’s data are not told.',
    spec: 'SYN-04',
    decisions: { isDiscardTold: () => false },
  },
  {
    name: 'leaves-a-gap',
    what: 'The primary says after one answer that it has sent everything.',
    spec: 'SYN-05',
    decisions: { isMoreToSend: () => false },
  },
  {
    name: 'keeps-changed-settings',
    what: 'A backup with settings of its own says that it has those of the primary.',
    spec: 'SYN-02',
    decisions: { settingsHeld: (adopted) => adopted ?? 0 },
  },
  {
    name: 'keeps-extra-settings',
    what: 'Settings that the primary does not have stay on the backup.',
    spec: 'SYN-02',
    decisions: { isSettingRemoved: () => false },
  },
  {
    name: 'sends-no-jump-clients',
    what: 'The primary does not send its list of Jump Clients.',
    spec: 'SYN-05',
    decisions: { jumpClientsAfter: (_held, newest) => newest },
  },
  {
    name: 'fetches-no-recordings',
    what: 'A sync does not fetch recordings.',
    spec: 'SYN-05',
    decisions: { recordingsToFetch: () => [] },
  },
  {
    name: 'never-proves-a-sync',
    what: 'A sync fails although both hold the same.',
    spec: 'SYN-05',
    decisions: { isSyncProved: () => false },
  },
  {
    name: 'forgets-the-cut-sync',
    what: 'A sync that a lost link interrupted does not go on when the link is back.',
    spec: 'SYN-05',
    decisions: { resumesWhenLinked: () => false },
  },
  {
    name: 'gives-numbers-twice',
    what: 'Before 10.6 a new primary gives LSIDs that the old one has given.',
    spec: 'API-01',
    decisions: { greatestLsid: (ours) => ours },
  },
]
