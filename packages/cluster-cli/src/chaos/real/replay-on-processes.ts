import {
  forRealProcesses,
  onlyVirtualFaults,
  type PlayedSchedule,
  type Schedule,
} from '@understudy/chaos'
import { LabError } from '../../lab/lab-error.ts'
import { CommandError } from '../../usage/errors.ts'
import type { Terminal } from '../../usage/terminal.ts'
import { playOnProcesses } from './play-on-processes.ts'

/** Plays what real processes can be put through of a schedule, and says what is left out. Null = it was stopped. */
export async function replayOnProcesses(
  whole: Schedule,
  { out, onStop }: Pick<Terminal, 'out' | 'onStop'>,
): Promise<PlayedSchedule | null> {
  const { schedule, leftOut } = forRealProcesses(whole)
  for (const { fault, atMs } of leftOut)
    out(`left out: ${fault} at ${atMs / 1_000} s: ${onlyVirtualFaults.get(fault)}\n`)
  try {
    return await playOnProcesses(schedule, onStop)
  } catch (error) {
    throw error instanceof LabError ? new CommandError(error.message) : error
  }
}
