import { randomBytes } from 'node:crypto'
import { joinLab } from '@understudy/lab-channel'
import { type LabCommand, type Outcome, refusal, refused } from '@understudy/shared'
import { commandRemoteLab } from '../../remote/remote-lab.ts'
import { CommandError } from '../../usage/errors.ts'
import { tokenOf } from '../folder/lab-folder.ts'
import type { RunningLab } from './choose-lab.ts'
import { requireAlive } from './dead-process.ts'

/**
 * How long the network or the clients may take to answer a person, in real time. Clients end sessions under way within
 * ten minutes (`wind-down-clients`).
 */
const answerMs = { network: 60_000, clients: 660_000 }

/** Gives one command to a running lab's network or clients, over the lab channel. */
export async function commandRunningLab(
  lab: RunningLab,
  to: 'network' | 'clients',
  command: LabCommand,
  timeoutMs: number = answerMs[to],
): Promise<Outcome<unknown>> {
  if (lab.kind === 'remote') return await commandRemoteLab(lab, to, command, timeoutMs)
  const { folder, record, name } = lab
  requireAlive(lab, to)
  if (record.hubPort === null) throw new CommandError(`the lab ${name} is still starting`)
  return await commandOverHub(
    { hubPort: record.hubPort, token: tokenOf(folder), name },
    to,
    command,
    timeoutMs,
  )
}

/** The same, for a lab whose hub is on this machine. */
export async function commandOverHub(
  { hubPort, token, name }: { hubPort: number; token: string; name: string },
  to: string,
  command: LabCommand,
  timeoutMs: number,
): Promise<Outcome<unknown>> {
  // Several people may ask at once, and no two participants may have the same name.
  const operator = `operator-${randomBytes(4).toString('hex')}`
  const channel = await joinLab({
    hubPort,
    token,
    name: operator,
    kind: 'observer',
  }).catch((error: Error) => {
    throw new CommandError(`the lab ${name} cannot be joined: ${error.message}`)
  })
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<Outcome<unknown>>((resolve) => {
    timer = setTimeout(
      () => resolve(refused(refusal('no-answer', { operation: command.kind, timeoutMs }))),
      timeoutMs,
    )
  })
  try {
    return await Promise.race([channel.command(to, command), tooLate])
  } finally {
    clearTimeout(timer)
    channel.close()
  }
}
