type Values<Key extends string> = { readonly [K in Key]: string | number | boolean }

/** Refusals about certificates (CRT-01, SEC-03). Never a key or a passphrase. */
export const certificateSentences = {
  'no-such-certificate': (d: Values<'appliance' | 'found'>) =>
    `${d.appliance} has no certificate ${d.found}.`,
  'certificate-unreadable': (d: Values<'found'>) =>
    `The file holds no certificate that can be used: ${d.found}.`,
  'certificate-key-missing': (d: Values<'found'>) =>
    `The certificate for ${d.found} comes without its private key, and no request here was made with it.`,
  'weak-certificate-key': (d: Values<'found' | 'expected'>) =>
    `The certificate's key is refused: ${d.found}; expected ${d.expected}.`,
  'certificate-exists': (d: Values<'found'>) => `The certificate is here already: ${d.found}.`,
  'certificate-in-use': (d: Values<'found' | 'expected'>) =>
    `${d.found} is served for ${d.expected}; assign another one there first.`,
  'certificate-stays': (d: Values<'found'>) =>
    `${d.found} is the one the appliance came with and stays.`,
  'certificate-not-issued': (d: Values<'found'>) =>
    `${d.found} is a request; import what the authority has made of it first.`,
  'too-many-certificates': (d: Values<'appliance' | 'expected'>) =>
    `${d.appliance} keeps at most ${d.expected} certificates and requests; remove one first.`,
} as const
