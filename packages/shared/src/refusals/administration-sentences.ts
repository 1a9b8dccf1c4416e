type Values<Key extends string> = { readonly [K in Key]: string | number | boolean }

/** Refusals about the box itself. */
export const administrationSentences = {
  restarting: (d: Values<'appliance'>) =>
    `${d.appliance} is going down and answers again when it is up.`,
  'clock-by-ntp': (d: Values<'appliance'>) =>
    `${d.appliance} gets its time by NTP; to set it by hand, say ntp false.`,
  'no-ip-address': (d: Values<'found'>) => `${d.found} is no IP address that a box can have.`,
  'address-exists': (d: Values<'appliance' | 'found'>) => `${d.appliance} has ${d.found} already.`,
  'last-address': (d: Values<'appliance' | 'found'>) =>
    `${d.found} is the last address of ${d.appliance}'s own; without it nobody reaches the box.`,
  'no-command-shell-licence': () => 'Starter licences come without command shell.',
  'no-recording-licence': () => 'Starter licences come without recording of sessions.',
} as const
