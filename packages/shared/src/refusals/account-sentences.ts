type Values<Key extends string> = { readonly [K in Key]: string | number | boolean }

/** Refusals about accounts and sessions. Never a password or a token; a login says nothing of which part was wrong. */
export const accountSentences = {
  'login-failed': () => 'The user name or the password is not right.',
  'account-locked': (d: Values<'username' | 'minutes'>) =>
    `Too many wrong passwords for ${d.username}; try again in ${d.minutes} minutes.`,
  'too-many-logins': (d: Values<'found' | 'expected'>) =>
    `${d.found} attempts to log in are over the limit of ${d.expected}; try again in a moment.`,
  'password-change-required': (d: Values<'username'>) =>
    `${d.username} has to change the password first.`,
  forbidden: (d: Values<'operation' | 'expected'>) =>
    `${d.operation} is allowed to ${d.expected}, not to this account.`,
  'csrf-refused': () => "Expected the session's own token in the header x-csrf-token.",
  'weak-password': (d: Values<'found' | 'expected'>) =>
    `The password is refused: ${d.found}; expected ${d.expected}.`,
  'unknown-account': (d: Values<'interface' | 'found'>) =>
    `There is no account ${d.found} of /${d.interface}.`,
  'account-exists': (d: Values<'interface' | 'found'>) =>
    `There is an account ${d.found} of /${d.interface} already.`,
  'last-administrator': (d: Values<'interface' | 'found'>) =>
    `${d.found} is the last account that administers /${d.interface}; make another one an administrator first.`,
  'reserved-setting': (d: Values<'found'>) =>
    `The setting ${d.found} has an operation of its own and is not changed like others.`,
} as const
