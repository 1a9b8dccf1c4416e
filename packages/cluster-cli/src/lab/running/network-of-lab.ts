import type { NetworkStatus } from '@understudy/shared'
import { CommandError } from '../../usage/errors.ts'
import type { RunningLab } from './choose-lab.ts'
import { commandRunningLab } from './command-running-lab.ts'

/** What a running lab's network says of itself; a sentence where it says nothing. */
export async function networkOfLab(lab: RunningLab): Promise<NetworkStatus | string> {
  try {
    const said = await commandRunningLab(lab, 'network', { kind: 'network-status', input: {} })
    return said.ok ? (said.value as NetworkStatus) : said.refusal.message
  } catch (error) {
    if (error instanceof CommandError) return error.message
    throw error
  }
}
