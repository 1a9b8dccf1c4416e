import type { Readable, Writable } from 'node:stream'
import { standaloneClock } from '@understudy/lab-channel'
import type {
  ApplianceName,
  HostOperationName,
  InputOf,
  Outcome,
  OutputOf,
} from '@understudy/shared'
import { applianceAccesses } from '../../appliances/appliance-access.ts'
import { ApplianceCalls } from '../../appliances/appliance-calls.ts'
import {
  callRemoteLab,
  downloadFromRemoteLab,
  uploadPackageToRemoteLab,
  uploadToRemoteLab,
} from '../../remote/remote-lab.ts'
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
  return await withCalls(running, within, (calls) => calls.invoke(host, operation, input))
}

/** Hands a file over to an appliance; resolves with its name there. */
export const uploadToLab = (
  running: RunningLab,
  appliance: ApplianceName,
  content: Readable,
): Promise<Outcome<string>> =>
  running.kind === 'remote'
    ? uploadToRemoteLab(running, appliance, content, remoteAnswerMs)
    : withCalls(running, {}, (calls) => calls.upload(appliance, content))

/** Manual Installation: hands a package over to an appliance; resolves with what it says of it. */
export const uploadPackageToLab = (
  running: RunningLab,
  appliance: ApplianceName,
  content: Readable,
): Promise<Outcome<unknown>> =>
  running.kind === 'remote'
    ? uploadPackageToRemoteLab(running, appliance, content, remoteAnswerMs)
    : withCalls(running, {}, (calls) => calls.uploadPackage(appliance, content))

/** Fetches a file from an appliance. */
export const downloadFromLab = (
  running: RunningLab,
  appliance: ApplianceName,
  file: string,
  sink: Writable,
): Promise<Outcome<unknown>> =>
  running.kind === 'remote'
    ? downloadFromRemoteLab(running, appliance, file, sink, remoteAnswerMs)
    : withCalls(running, {}, (calls) => calls.downloadInto(appliance, file, sink))

type LocalLab = Exclude<RunningLab, { kind: 'remote' }>

async function withCalls<T>(
  running: LocalLab,
  within: { readonly answerMs?: number },
  ask: (calls: ApplianceCalls) => Promise<T>,
): Promise<T> {
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
      return await ask(calls)
    } finally {
      calls.close()
    }
  })
}
