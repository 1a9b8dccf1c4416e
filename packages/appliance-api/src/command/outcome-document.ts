import type { Outcome } from '@understudy/shared'
import { type ApiDocument, errorDocument, rootAttributes, shortDocument } from '../answer.ts'
import type { Era } from '../era.ts'

/** `<success>` with what was done, or `<error>` with why not: how commands that change something answer (P 3.7). */
export const outcomeDocument = (era: Era, outcome: Outcome<string>): ApiDocument =>
  outcome.ok
    ? shortDocument((xml) => xml.leaf('success', outcome.value, rootAttributes(era, 'command')))
    : errorDocument(era, 'command', outcome.refusal.message)
