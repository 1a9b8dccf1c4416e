type Values<Key extends string> = { readonly [K in Key]: string | number | boolean }

/** Refusals about support teams. */
export const supportSentences = {
  'no-such-team': (d: Values<'appliance' | 'found'>) =>
    `${d.appliance} has no support team ${d.found}.`,
} as const
