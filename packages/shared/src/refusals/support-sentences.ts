type Values<Key extends string> = { readonly [K in Key]: string | number | boolean }

/** Refusals about support teams. */
export const supportSentences = {
  'no-such-team': (d: Values<'appliance' | 'found'>) =>
    `${d.appliance} has no support team ${d.found}.`,
  'no-such-queue': (d: Values<'appliance' | 'found'>) =>
    `${d.appliance} has no queue ${d.found}: nobody of that name or number is logged in or in a team, and no team or issue has it.`,
  'nobody-in-queue': (d: Values<'found'>) =>
    `No representative of the queue ${d.found} is free to take the session.`,
  'session-key-invalid': () => 'The session key is not valid, or not any more.',
  'representative-unavailable': (d: Values<'found' | 'expected'>) =>
    `The representative ${d.found} cannot do that now: expected one who ${d.expected}.`,
  'only-representative': (d: Values<'found'>) =>
    `${d.found} is the only representative in the session: transfer or terminate it.`,
} as const
