import type { NetworkStatus } from '@understudy/shared'
import { CommandError } from '../../usage/errors.ts'
import type { RunningLab } from './choose-lab.ts'
import { commandRunningLab } from './command-running-lab.ts'

/**
 * How long a part of a lab may take to report its status, in real time, so that one that hangs does not hide the rest.
 */
export const statusWithinMs = 10_000

/** What a running lab's network says about itself; a sentence if it says nothing. */
export async function networkOfLab(lab: RunningLab): Promise<NetworkStatus | string> {
  try {
    const asked = { kind: 'network-status', input: {} } as const
    const said = await commandRunningLab(lab, 'network', asked, statusWithinMs)
    return said.ok ? (said.value as NetworkStatus) : said.refusal.message
  } catch (error) {
    if (error instanceof CommandError) return error.message
    throw error
  }
}
