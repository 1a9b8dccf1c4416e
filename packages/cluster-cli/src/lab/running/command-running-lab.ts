import { randomBytes } from 'node:crypto'
import { joinLab } from '@understudy/lab-channel'
import type { LabCommand, LabCommandResult } from '@understudy/shared'
import { CommandError } from '../../usage/errors.ts'
import { tokenOf } from '../folder/lab-folder.ts'
import type { RunningLab } from './choose-lab.ts'

/**
 * How long the network or the clients may take to answer a person, in real time. Clients end the
 * sessions that are under way within ten minutes (`wind-down-clients`).
 */
const answerMs = { network: 60_000, clients: 660_000 }

/** Gives a running lab's network or clients one command, over the lab channel. */
export async function commandRunningLab(
  { folder, record, name }: RunningLab,
  to: 'network' | 'clients',
  command: LabCommand,
): Promise<LabCommandResult> {
  if (record.hubPort === null) throw new CommandError(`the lab ${name} is still starting`)
  // Several people may ask at once, and no two participants may have one name.
  const operator = `operator-${randomBytes(4).toString('hex')}`
  const channel = await joinLab({
    hubPort: record.hubPort,
    token: tokenOf(folder),
    name: operator,
    kind: 'observer',
  }).catch((error: Error) => {
    throw new CommandError(`the lab ${name} cannot be joined: ${error.message}`)
  })
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<LabCommandResult>((resolve) => {
    timer = setTimeout(
      () => resolve({ ok: false, message: `no answer within ${answerMs[to] / 1_000} s` }),
      answerMs[to],
    )
  })
  try {
    return await Promise.race([channel.command(to, command), tooLate])
  } finally {
    clearTimeout(timer)
    channel.close()
  }
}
