import { pullDecisions } from '@understudy/shared'
import { accountDecisions } from './accounts.ts'
import { apiDecisions } from './apis.ts'
import { backupDecisions } from './backup.ts'
import { certificateDecisions } from './certificates.ts'
import { commitDecisions } from './commit.ts'
import { epochDecisions } from './epochs.ts'
import { failoverDecisions } from './failover.ts'
import { linkDecisions } from './links.ts'
import { outboundDecisions } from './outbound.ts'
import { relationshipDecisions } from './relationship.ts'
import { replicationDecisions } from './replication.ts'
import { resetDecisions } from './reset.ts'
import { servingDecisions } from './serving.ts'
import { updateServerDecisions } from './update-server.ts'
import { updateDecisions } from './updates.ts'
import { witnessDecisions } from './witness.ts'

/*
 * What matters most in a pair, as pure functions with a name each: the handlers ask for them through the context. Whoever
 * puts an appliance together may give others, one at a time, to see that the tests and campaigns notice (CHA-05;
 * `planted/`, docs/PLANTED.md). No release does: nothing in it leads there but this table.
 */
export const soundDecisions = {
  ...commitDecisions,
  ...epochDecisions,
  ...servingDecisions,
  ...relationshipDecisions,
  ...linkDecisions,
  ...replicationDecisions,
  ...failoverDecisions,
  ...witnessDecisions,
  ...updateDecisions,
  ...backupDecisions,
  ...outboundDecisions,
  ...resetDecisions,
  ...updateServerDecisions,
  ...accountDecisions,
  ...certificateDecisions,
  ...apiDecisions,
  ...pullDecisions,
}

/** The decisions that the core asks for; {@link soundDecisions} are the product's. */
export type Decisions = Readonly<typeof soundDecisions>
