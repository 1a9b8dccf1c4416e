import type { Texts } from '../languages/text.ts'
import { boxTexts } from './box.ts'
import { failoverTexts } from './failover.ts'
import { fieldTexts } from './fields.ts'
import { frameTexts } from './frame.ts'
import { loginTexts } from './login.ts'
import { managementTexts } from './management.ts'
import { menuTexts } from './menu.ts'
import { networkingTexts } from './networking.ts'
import { operationTexts } from './operations.ts'
import { siteTexts } from './site.ts'
import { updatesTexts } from './updates.ts'

/** All that the pages say, each in every language. Names that the guides print are theirs, letter by letter (WEB-05). */
export const texts = {
  ...boxTexts,
  ...failoverTexts,
  ...fieldTexts,
  ...frameTexts,
  ...loginTexts,
  ...managementTexts,
  ...menuTexts,
  ...networkingTexts,
  ...operationTexts,
  ...siteTexts,
  ...updatesTexts,
} as const satisfies Texts

export type TextKey = keyof typeof texts
