import { Zone } from '@understudy/network-model'
import { DnsAnswerer, type DnsAnswererOptions } from '../../../src/dns/dns-answerer.ts'
import type { TsigKey } from '../../../src/dns/tsig/tsig-key.ts'

const record = (name: string, address: string, ttlMs = 3_600_000) =>
  ({
    name: `${name}.example.com`,
    type: address.includes(':') ? 'AAAA' : 'A',
    address,
    ttlMs,
  }) as const

/** The zone of a lab whose traffic is swung by DNS. */
export const testZone = (): Zone =>
  new Zone('example.com', 60_000, [
    record('ns', '127.0.0.1'),
    record('a', '192.0.2.1'),
    record('a', '2001:db8::c000:201'),
    record('b', '192.0.2.2'),
    record('b', '2001:db8::c000:202'),
    record('support', '192.0.2.1', 300_000),
  ])

export const testKey: TsigKey = { name: 'lab-key', secret: Buffer.alloc(32, 7) }
/** 2026, and the system's clock does not matter. */
export const realNowSeconds = 1_790_000_000

export function testAnswerer(zone = testZone(), options: Partial<DnsAnswererOptions> = {}) {
  return new DnsAnswerer({
    zone,
    update: (changes) => zone.apply(changes),
    key: testKey,
    realNowMs: () => realNowSeconds * 1_000,
    ...options,
  })
}
