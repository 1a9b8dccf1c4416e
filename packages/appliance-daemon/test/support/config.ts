import type { DaemonConfig } from '../../src/config/daemon-config.ts'

/** A standalone appliance, silent, with its data in that folder. */
export const standaloneConfig = (name: string, dataDir: string): DaemonConfig => ({
  name,
  hostname: `${name}.example.com`,
  siteHostname: 'support.example.com',
  tlsPort: 443,
  addresses: [{ address: '192.0.2.100', shared: true, enabled: true }],
  software: { base: '3.3.2', site: '12.2.0' },
  installation: { baseMinutes: 15, siteMinutes: 30, minutesPerGiB: 2 },
  dataDir,
  lab: null,
  logLevel: 'silent',
})

export const preSharedKey = 'a long enough key, 1 of 2 halves'
