type Values<Key extends string> = { readonly [K in Key]: string | number | boolean }

/** Refusals about the site's integrations. */
export const integrationSentences = {
  'no-extraction': (d: Values<'appliance' | 'clients'>) =>
    `No session data came from ${d.appliance} to ${d.clients}: set by an IP address, they do not follow the swing.`,
} as const
