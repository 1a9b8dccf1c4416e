import { accountDefects } from './accounts.ts'
import { apiDefects } from './apis.ts'
import { backupDefects } from './backup.ts'
import { certificateDefects } from './certificates.ts'
import { commitDefects } from './commit.ts'
import { epochDefects } from './epochs.ts'
import { failoverDefects } from './failover.ts'
import { linkDefects } from './links.ts'
import { outboundDefects } from './outbound.ts'
import type { PlantedDefect } from './planted-defect.ts'
import { pullDefects } from './pulls.ts'
import { relationshipDefects } from './relationship.ts'
import { replicationDefects } from './replication.ts'
import { resetDefects } from './reset.ts'
import { servingDefects } from './serving.ts'
import { updateServerDefects } from './update-server.ts'
import { updateDefects } from './updates.ts'
import { witnessDefects } from './witness.ts'

export * from './planted-defect.ts'

/**
 * The defects that campaigns, explorations and tests must find (CHA-05). They are no part of the product: no package of
 * `src` imports this folder, and no release contains it.
 */
export const plantedDefects: readonly PlantedDefect[] = [
  ...commitDefects,
  ...epochDefects,
  ...servingDefects,
  ...relationshipDefects,
  ...linkDefects,
  ...replicationDefects,
  ...failoverDefects,
  ...witnessDefects,
  ...updateDefects,
  ...backupDefects,
  ...outboundDefects,
  ...resetDefects,
  ...updateServerDefects,
  ...accountDefects,
  ...certificateDefects,
  ...apiDefects,
  ...pullDefects,
]
