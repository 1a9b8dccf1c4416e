import { randomBytes } from 'node:crypto'
import { joinLab, loopback, standaloneClock } from '@understudy/lab-channel'
import { hostsOf, rosterOf } from '@understudy/shared'
import { applianceAccesses } from '../appliances/appliance-access.ts'
import { ApplianceCalls } from '../appliances/appliance-calls.ts'
import { replaceFile } from '../files/replace-file.ts'
import { tokenOf } from '../lab/folder/lab-folder.ts'
import type { LocalLab } from '../lab/running/choose-lab.ts'
import type { OpenConsole, SupervisedLab } from '../lab/start/supervisor.ts'
import { consoleAsks } from './asks.ts'
import { ConsoleDoor } from './console-door.ts'
import { LabMetrics } from './lab-metrics.ts'
import { LiveFeed } from './live-feed.ts'
import { Runs } from './runs.ts'
import { StatusWatch } from './status-watch.ts'

/** Where people look first; another port where it is taken. */
const usualPort = 8471
/** Real time: a part that hangs must not hide the others. */
const statusWithinMs = 5_000

/** The composition root of a lab's console: joins the lab as one who looks, and serves the page (LAB-03). */
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
  const appliances = rosterOf(lab)
  const witness = hostsOf(lab).filter((name) => !appliances.includes(name))
  const feed = new LiveFeed(
    {
      name: lab.name,
      site: lab.network.siteHostname,
      swing: lab.network.swing,
      appliances,
      others: ['network', 'clients', ...witness],
    },
    randomBytes(4).toString('hex'),
  )
  const accesses = applianceAccesses(
    folder,
    lab,
    (name) => record().processes[name]?.port ?? undefined,
  )
  const calls = new ApplianceCalls(standaloneClock(), accesses, {
    retryForMs: 0,
    answerMs: statusWithinMs,
  })
  const watch = new StatusWatch({
    appliances,
    status: (name) => calls.invoke(name, 'status', {}),
    network: () => channel.command('network', { kind: 'network-status', input: {} }),
    nowMs: () => channel.clock.nowMs(),
    isWatched: () => feed.isWatched,
    tell: (statuses) => feed.takeStatuses(statuses),
  })
  const metrics = new LabMetrics(feed.view)
  channel.onEvent((event) => {
    feed.take(event)
    metrics.take(event)
    watch.onEvent(event)
  })
  const runs = new Runs({
    folder: workingFolder,
    onEvent: (event) => feed.take(event),
    tell: (run) => feed.tell({ kind: 'run', data: run }),
  })
  const running = (): LocalLab => ({
    kind: 'local',
    name: lab.name,
    folder,
    record: record(),
    answers: true,
  })
  const door = new ConsoleDoor({
    feed,
    token,
    asks: consoleAsks({ lab, running, runs, workingFolder }),
    onViewer: () => watch.onViewer(),
    report: (run, ticket) => runs.report(run, ticket),
    metrics: () => metrics.text(),
    targets: () => targetsOf(record().processes),
  })
  const port = await door.listen(loopback.host, usualPort)
  watch.start()
  const close = (): void => {
    runs.end()
    watch.stop()
    door.stop()
    calls.close()
    channel.close()
  }
  return { port, close }
}

/** As Prometheus' HTTP service discovery expects it: one group a process. */
const targetsOf = (processes: ReturnType<SupervisedLab['record']>['processes']): unknown =>
  Object.entries(processes).flatMap(([name, { metricsPort }]) =>
    metricsPort === null
      ? []
      : [{ targets: [loopback.at(metricsPort)], labels: { process: name } }],
  )
