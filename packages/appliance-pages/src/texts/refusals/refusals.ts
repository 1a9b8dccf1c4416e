import type { RefusalCode } from '@understudy/shared'
import { accountRefusals } from './accounts.ts'
import { boxRefusals } from './box.ts'
import { failoverRefusals } from './failover.ts'
import type { Sentences } from './sentences.ts'
import { updateRefusals } from './updates.ts'

/**
 * Refusals by their code (WEB-05); English is the catalogue's own sentence. A code that has no sentence here does not compile: it comes
 * into the file of its subject.
 */
export const refusalTexts: Readonly<Record<RefusalCode, Sentences>> = {
  ...accountRefusals,
  ...boxRefusals,
  ...failoverRefusals,
  ...updateRefusals,
}
