import { standaloneClock } from '@understudy/lab-channel'
import type { HostOperationName, InputOf, Outcome, OutputOf } from '@understudy/shared'
import { applianceAccesses } from '../../appliances/appliance-access.ts'
import { ApplianceCalls } from '../../appliances/appliance-calls.ts'
import { callRemoteLab } from '../../remote/remote-lab.ts'
import { orCommandError } from '../lab-error.ts'
import type { RunningLab } from './choose-lab.ts'
import { configOfLab } from './roster-of-lab.ts'

/** As long as an answer from an appliance on this machine may take. */
const remoteAnswerMs = 600_000

/** Calls one operation of an appliance of a running lab, or of its witness, directly and in real time. */
export async function callRunningLab<K extends HostOperationName>(
  running: RunningLab,
  host: string,
  operation: K,
  input: InputOf<K>,
  within: { readonly answerMs?: number } = {},
): Promise<Outcome<OutputOf<K>>> {
  if (running.kind === 'remote') {
    const { answerMs = remoteAnswerMs } = within
    const answer = await callRemoteLab(running, host, operation, input, answerMs)
    return answer as Outcome<OutputOf<K>>
  }
  const lab = configOfLab(running)
  const { folder, record } = running
  return await orCommandError(async () => {
    const accesses = applianceAccesses(
      folder,
      lab,
      (one) => record.processes[one]?.port ?? undefined,
    )
    const calls = new ApplianceCalls(standaloneClock(), accesses, { retryForMs: 0, ...within })
    try {
      return await calls.invoke(host, operation, input)
    } finally {
      calls.close()
    }
  })
}
