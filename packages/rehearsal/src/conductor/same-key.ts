import { type ApplianceName, createRandom } from '@understudy/shared'
import { invoke } from './calls.ts'
import type { Failure } from './conditions.ts'
import type { Stage, Task } from './stage.ts'

/**
 * Whether these appliances have the same inter-appliance pre-shared key (FO-02, REH-03). Each proves its key over one
 * nonce; the proofs are compared and dropped, and neither evidence nor events ever hold one. `asked` names the occasion.
 *
 * The nonce comes from the seed, like all chance here: nobody between conductor and appliances could replay an old proof.
 * Nor could anybody time the comparison: both proofs come from appliances, none from a stranger.
 */
export function* compareKeys(
  stage: Stage,
  asked: string,
  appliances: readonly ApplianceName[],
  withinMs?: number,
): Task<Failure | undefined> {
  const nonce = createRandom(`${stage.plan.seed}/same-key/${asked}`).hex(32)
  const expected = `${namesOf(appliances)} to have the same inter-appliance pre-shared key`
  let first: { readonly of: ApplianceName; readonly proof: string } | undefined
  for (const of of appliances) {
    const answer = yield* invoke(stage, of, 'prove-pre-shared-key', { nonce }, withinMs)
    if (!answer.ok) return { expected, found: answer.found }
    const { proof } = answer.value
    first ??= { of, proof }
    if (proof !== first.proof) return { expected, found: `those of ${first.of} and ${of} differ` }
  }
  return undefined
}

/** The evidence of a step that compared them. */
export const sameKeyEvidence = (appliances: readonly ApplianceName[]): string =>
  `${namesOf(appliances)} have the same inter-appliance pre-shared key.`

function namesOf(appliances: readonly ApplianceName[]): string {
  const last = appliances.at(-1) ?? ''
  return appliances.length < 2 ? last : `${appliances.slice(0, -1).join(', ')} and ${last}`
}
