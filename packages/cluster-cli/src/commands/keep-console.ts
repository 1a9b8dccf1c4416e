import { setTimeout } from 'node:timers/promises'
import { joinLab, type LabChannel, placeOf } from '@understudy/lab-channel'
import { rosterOf } from '@understudy/shared'
import { serveConsole, statusWithinMs } from '../console/serve-console.ts'
import { layout } from '../containers/layout.ts'
import { callRunningLab } from '../lab/running/call-running-lab.ts'
import { consoleTokenOf } from '../remote/control-token.ts'
import { atOptions, labAt, type RemoteLab } from '../remote/remote-lab.ts'
import type { Command } from '../usage/command.ts'
import { UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import { wordsOf } from '../usage/values.ts'

/** Real time. */
const againMs = 500

/** What the console's container runs in a lab in containers (LAB-02, LAB-03). */
export const keepConsole: Command = {
  name: 'keep-console',
  summary: 'serve the live console of a lab in containers (started by docker-compose.yml)',
  synopsis: '--at URL --token-file FILE',
  options: atOptions,
  examples: [],
  hidden: true,
  run: async (args, { folder, err, onStop }) => {
    const { words, values } = parseOptions(args, atOptions)
    wordsOf(words, [])
    const url = values.get('at')
    if (url === undefined) throw new UsageError('option --at is missing')
    let isStopped = false
    const stopped = new Promise<void>((resolve) =>
      onStop(() => {
        isStopped = true
        resolve()
      }),
    )
    let said = ''
    while (!isStopped) {
      const lab = await labAt(url, values.get('token-file'), folder).catch((error: Error) => error)
      const channel = lab instanceof Error ? lab : await joined(lab)
      if (!(lab instanceof Error) && !(channel instanceof Error)) {
        err(`shows the lab ${lab.name}\n`)
        said = ''
        await show(lab, channel, folder, stopped)
        continue
      }
      // A lab that starts, or makes way for a rehearsal, is there in a moment.
      const { message } = (lab instanceof Error ? lab : channel) as Error
      if (message !== said) err(`${message}\n`)
      said = message
      await Promise.race([stopped, setTimeout(againMs)])
    }
    return exitCodes.ok
  },
}

const joined = (lab: RemoteLab): Promise<LabChannel | Error> =>
  joinLab({
    hubPort: layout.hubPort,
    place: 'containers',
    token: lab.token.secret,
    name: 'console',
    kind: 'observer',
    events: true,
  }).catch((error: Error) => error)

/** Until the hub is gone, or it is to end. */
async function show(
  lab: RemoteLab,
  channel: LabChannel,
  workingFolder: string,
  stopped: Promise<void>,
): Promise<void> {
  const lost = new Promise<void>((resolve) => channel.onLost(() => resolve()))
  const { host, metricsPort } = placeOf('containers')
  const config = lab.told.lab
  const open = await serveConsole({
    ...{ lab: config, channel, workingFolder, host },
    token: consoleTokenOf(lab.token),
    running: () => lab,
    status: (name) => callRunningLab(lab, name, 'status', {}, { answerMs: statusWithinMs }),
    targets: () =>
      ['network', 'clients', ...rosterOf(config)].map((name) => ({
        targets: [`${name}:${metricsPort}`],
        labels: { process: name },
      })),
  })
  await Promise.race([lost, stopped])
  open.close()
}
