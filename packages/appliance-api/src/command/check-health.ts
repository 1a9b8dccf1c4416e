import { type ApiDocument, rootAttributes, shortDocument } from '../answer.ts'
import type { Era } from '../era.ts'
import type { Readings } from '../readings.ts'
import { writeTime } from '../times.ts'

/** `check_health` (API-03): how the appliance is, in the order of the product's page. */
export const checkHealth = (
  era: Era,
  { appliance, site, isWell, problem, failover }: Readings,
): ApiDocument =>
  shortDocument((xml) => {
    xml.begin('health_check', rootAttributes(era, 'command'))
    xml.leaf('appliance', appliance.hostname, { id: appliance.guid })
    xml.leaf('version', `${site.version} (${site.build})`)
    xml.leaf('success', isWell ? 1 : 0)
    if (problem !== null) xml.leaf('error_message', problem)
    xml.leaf('failover_role', failover.role)
    // All that follows is there only where failover is configured (P 3.6).
    if (failover.role !== 'none') {
      const { enabledSharedAddresses, lastSync } = failover
      if (enabledSharedAddresses.length > 0) {
        xml.begin('enabled_shared_ips')
        for (const address of enabledSharedAddresses) xml.leaf('ip', address)
        xml.end()
      }
      if (lastSync !== null) {
        writeTime(xml, 'last_data_sync_time', lastSync.finishedAtMs, 'ts')
        xml.leaf('last_data_sync_status', lastSync.status)
      }
    }
    xml.end()
  })
