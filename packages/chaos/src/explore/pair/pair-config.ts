import type { ApplianceConfig } from '@understudy/appliance-core'
import { defaultInstallationModel } from '@understudy/shared'
import type { Side } from './side.ts'

export const sharedAddress = '192.0.2.100'
export const tlsPort = 443
export const preSharedKey = 'correct horse battery staple'

export const addressOf: Readonly<Record<Side, string>> = { a: '192.0.2.10', b: '192.0.2.11' }

/** The same as in the simulator's tests: from 10.6 on, so that records merge (SYN-03). */
export const siteVersion = '11.1.0'

export const configOf = (side: Side): ApplianceConfig => ({
  name: side,
  guid: side.repeat(32),
  hostname: `${side}.support.example.com`,
  siteHostname: 'support.example.com',
  tlsPort,
  addresses: [
    { address: addressOf[side], shared: false, enabled: true },
    { address: sharedAddress, shared: true, enabled: false },
  ],
  software: { base: '3.3.2', site: siteVersion },
  installation: defaultInstallationModel,
})
