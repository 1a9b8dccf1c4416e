/** A runbook's mistakes (REH-07): made, compared with the runbook without them, and shown. */

export { judgeMutation, refusedMutation } from './judge.ts'
export type { Mutation } from './mutation.ts'
export { mutationsOf } from './mutations-of.ts'
export { renderMutationsHtml } from './page.ts'
export { type RunbookMutations, resultOf } from './result.ts'
export { mutationsSummary } from './summary.ts'
export { mutationsMarkdown } from './table.ts'
