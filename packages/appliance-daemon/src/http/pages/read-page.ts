import type { AnyAnswers, PlacedPage, View } from '@understudy/appliance-pages'
import { type Caller, type OperationName, type Refusal, refusal } from '@understudy/shared'
import { type Account, boxFacts, type PageSite } from './page-ports.ts'

/** Whose session it is; a refusal: nobody's. */
export async function whoIs(site: PageSite, caller: Caller): Promise<Account | Refusal> {
  if (caller.kind === 'nobody') return refusal('login-required')
  const outcome = await site.invoke('who-am-i', {}, caller)
  if (!outcome.ok) return outcome.refusal
  const { account } = outcome.value as { account: Account | null }
  return account ?? refusal('login-required')
}

export const isRefusal = (found: object): found is Refusal => 'code' in found

/** A page as it is now, or why it cannot be read. */
export async function drawPage(
  site: PageSite,
  placed: PlacedPage,
  view: View,
  caller: Caller,
): Promise<{ readonly html: string; readonly refused: Refusal | null }> {
  const { page, onBackup } = placed.entry
  const box = boxFacts(site)
  const now = { ...view, box }
  if (box.role === 'backup' && onBackup !== true)
    return refusedPage(site, placed, now, refusal('backup-does-not-serve', { appliance: box.name }))
  const reads = page.reads({
    query: view.query,
    permissions: view.viewer.permissions,
    role: box.role,
  })
  const answers: Partial<Record<OperationName, unknown>> = {}
  for (const [operation, input] of Object.entries(reads) as [OperationName, unknown][]) {
    const outcome = await site.invoke(operation, input, caller)
    if (!outcome.ok) return refusedPage(site, placed, now, outcome.refusal)
    answers[operation] = outcome.value
  }
  // What the core has answered is what the table says.
  return {
    html: site.pages.draw(placed, now, answers as AnyAnswers),
    refused: null,
  }
}

const refusedPage = (site: PageSite, placed: PlacedPage, view: View, refused: Refusal) => ({
  html: site.pages.drawRefusal(placed, view, refused),
  refused,
})
