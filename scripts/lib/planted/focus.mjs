/** What leaves a primary, its backup and the witness in doubt of each other. */
const DOUBT = ['unplug', 'cut', 'pause', 'slow-path', 'witness-cut', 'witness-dies']

/** Defects that only a campaign of these faults (`chaos run --faults`) finds within its minute; the others need no choice. */
const FOCUS = {
  'shares-epochs-when-apart': ['cut', 'change-role', 'fail-over'],
  'gives-its-own-epoch-away': ['crash-during', 'cut-during', 'change-role'],
  'serves-in-doubt': ['kill', 'power-loss', 'cut', 'pause'],
  'claims-in-doubt': ['kill', 'power-loss', 'cut', 'pause'],
  'new-backup-keeps-its-users': ['cut', 'change-role'],
  'replaces-newer-data-unasked': ['break-relationship', 'establish', 'address-by-hand'],
  'believes-old-news': ['break-relationship', 'establish', 'crash-at', 'cut'],
  'waits-for-the-lost-acknowledgement': ['break-relationship', 'establish', 'crash-at'],
  'trusts-its-clock': ['clock-jump', 'clock-drift', 'power-loss', 'pause', 'cut'],
  'keeps-changed-settings': ['cut', 'change-role', 'change-setting'],
  'acknowledges-before-commit': ['crash-at', 'disk-fails'],
  'swaps-without-the-sync': ['change-role', 'slow-path'],
  'believes-older-answers': ['pause', 'kill', 'slow-path', 'fail-over'],
  'asks-no-test-address': ['unplug', 'kill'],
  'leaves-a-gap': ['kill', 'sync-now'],
  'lease-too-long': DOUBT,
  'lease-from-the-answer': DOUBT,
  'lease-not-respected': DOUBT,
  'uses-votes-too-late': DOUBT,
  'lease-grows-with-the-clock': ['clock-jump', ...DOUBT],
  'keeps-a-dead-witness': ['witness-loses-power', 'kill', 'cut'],
  'witness-votes-twice': DOUBT,
  'witness-does-not-wait': DOUBT,
  'witness-confirms-everybody': DOUBT,
  'witness-forgets-with-its-process': DOUBT,
}

export const focusOf = (name) => FOCUS[name]
