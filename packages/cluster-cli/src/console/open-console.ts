import { randomBytes } from 'node:crypto'
import { joinLab, loopback, standaloneClock } from '@understudy/lab-channel'
import { applianceAccesses } from '../appliances/appliance-access.ts'
import { ApplianceCalls } from '../appliances/appliance-calls.ts'
import { replaceFile } from '../files/replace-file.ts'
import { tokenOf } from '../lab/folder/lab-folder.ts'
import type { LocalLab } from '../lab/running/choose-lab.ts'
import type { OpenConsole, SupervisedLab } from '../lab/start/supervisor.ts'
import { serveConsole, statusWithinMs } from './serve-console.ts'

/** The console of a lab on this machine: joins it as one who looks, and serves the page on loopback (LAB-03). */
export async function openConsole(
  { folder, plan, record }: SupervisedLab,
  workingFolder: string,
): Promise<OpenConsole> {
  const { lab } = plan
  const token = randomBytes(24).toString('base64url')
  replaceFile(folder.consoleTokenFile, `${token}\n`, 0o600)
  const channel = await joinLab({
    hubPort: record().hubPort ?? 0,
    token: tokenOf(folder),
    name: 'console',
    kind: 'observer',
    events: true,
  })
  const accesses = applianceAccesses(
    folder,
    lab,
    (name) => record().processes[name]?.port ?? undefined,
  )
  const calls = new ApplianceCalls(standaloneClock(), accesses, {
    retryForMs: 0,
    answerMs: statusWithinMs,
  })
  const running = (): LocalLab => ({
    kind: 'local',
    name: lab.name,
    folder,
    record: record(),
    answers: true,
  })
  const { port, close } = await serveConsole({
    ...{ lab, channel, token, running, workingFolder },
    status: (name) => calls.invoke(name, 'status', {}),
    targets: () => targetsOf(record().processes),
    host: loopback.host,
  })
  return {
    port,
    close: () => {
      close()
      calls.close()
    },
  }
}

/** As Prometheus' HTTP service discovery expects it: one group a process. */
const targetsOf = (processes: ReturnType<SupervisedLab['record']>['processes']): unknown =>
  Object.entries(processes).flatMap(([name, { metricsPort }]) =>
    metricsPort === null
      ? []
      : [{ targets: [loopback.at(metricsPort)], labels: { process: name } }],
  )
