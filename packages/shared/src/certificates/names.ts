/**
 * Whether a certificate with these names is valid for that host: a wildcard stands for one whole label, the first (RFC
 * 6125 6.4.3); an address is compared as it is written.
 */
export const coversHost = (names: readonly string[], host: string): boolean =>
  names.some((name) => covers(name.toLowerCase(), host.toLowerCase()))

function covers(name: string, host: string): boolean {
  if (!name.startsWith('*.')) return name === host
  const dot = host.indexOf('.')
  return dot > 0 && host.slice(dot) === name.slice(1)
}
