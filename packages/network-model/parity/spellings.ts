import { ipv6Groups, ipv6TwinOf } from '@understudy/shared'

/** Ways in which people and programs write that IPv4 address of the lab, itself among them (FO-04). */
export const spellingsOf = (address: string): readonly string[] => [
  address,
  ipv6TwinOf(address),
  inFull(ipv6TwinOf(address)),
  inFull(ipv6TwinOf(address)).toUpperCase(),
  `2001:db8::${address}`,
  `::ffff:${address}`,
  inFull(`::FFFF:${address}`),
]

/** All eight groups with all their digits. */
const inFull = (address: string): string =>
  (ipv6Groups(address) ?? []).map((group) => group.toString(16).padStart(4, '0')).join(':')
