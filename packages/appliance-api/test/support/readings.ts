import type { Readings } from '../../src/index.ts'

/** An appliance that is well, unless something else is said. */
export const readings = ({
  hostname = 'a.example.com',
  problem = null,
  configured = true,
}: {
  hostname?: string
  problem?: string | null
  configured?: boolean
} = {}): Readings => ({
  nowMs: 1_286_566_962_000,
  appliance: { guid: '5a1f00000000000000000000000000aa', hostname },
  site: { hostname: 'support.example.com', version: '12.2.0', build: 12200 },
  failover: configured
    ? {
        role: 'primary',
        enabledSharedAddresses: ['192.0.2.10'],
        lastSync: { finishedAtMs: 1_350_000_000_000, status: 'Data sync completed successfully.' },
      }
    : { role: 'none', enabledSharedAddresses: [], lastSync: null },
  isWell: problem === null,
  problem,
})
