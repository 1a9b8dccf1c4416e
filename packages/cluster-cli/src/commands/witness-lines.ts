import { type ApplianceStatus, type Outcome, type OutputOf, witnessName } from '@understudy/shared'
import { callRunningLab } from '../lab/running/call-running-lab.ts'
import type { RunningLab } from '../lab/running/choose-lab.ts'
import { deadSentence, isDead } from '../lab/running/dead-process.ts'
import { statusWithinMs } from '../lab/running/network-of-lab.ts'
import { configOfLab } from '../lab/running/roster-of-lab.ts'
import { labelledLines } from './labelled-lines.ts'

export type WitnessStatus = OutputOf<'witness-status'>

/** What the witness of a running lab says about itself; a sentence if it says nothing, null if there is none. */
export async function witnessOfLab(lab: RunningLab): Promise<WitnessStatus | string | null> {
  if (configOfLab(lab).network.witness === undefined) return null
  const within = { answerMs: statusWithinMs }
  const said = await callRunningLab(lab, witnessName, 'witness-status', {}, within)
  return said.ok ? said.value : said.refusal.message
}

/** The witness for people: it knows appliances by their GUIDs, people by their names. */
export function witnessLines(
  lab: RunningLab,
  witness: WitnessStatus | string,
  appliances: readonly { readonly name: string; readonly said: Outcome<ApplianceStatus> }[],
): string {
  if (isDead(lab, witnessName)) return `${deadSentence(lab, witnessName)}\n`
  if (typeof witness === 'string') return `${witnessName}: ${witness}\n`
  const nameOf = (guid: string): string =>
    appliances.find(({ said }) => said.ok && said.value.guid === guid)?.name ?? guid
  const { hostname, hasPreSharedKey, links, votes } = witness
  const held = votes.map(({ epoch, guid }) => `epoch ${epoch} is ${nameOf(guid)}'s`)
  return labelledLines(`${witnessName} (${hostname})`, [
    ['votes', held.length === 0 ? 'none' : held.join(', ')],
    ['links', `${links}${hasPreSharedKey ? '' : ', no pre-shared key is set'}`],
  ])
}
