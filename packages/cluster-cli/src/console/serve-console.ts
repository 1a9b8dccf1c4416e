import { randomBytes } from 'node:crypto'
import { besideSource } from '@understudy/console'
import type { LabChannel } from '@understudy/lab-channel'
import {
  type ApplianceName,
  type ApplianceStatus,
  hostsOf,
  type LabConfig,
  type Outcome,
  rosterOf,
} from '@understudy/shared'
import type { RunningLab } from '../lab/running/choose-lab.ts'
import type { OpenConsole } from '../lab/start/supervisor.ts'
import { consoleAsks } from './asks.ts'
import { ConsoleDoor } from './console-door.ts'
import { LabMetrics } from './lab-metrics.ts'
import { LiveFeed } from './live-feed.ts'
import { Runs } from './runs.ts'
import { StatusWatch } from './status-watch.ts'

/** Real time: a part that hangs must not hide the others. */
export const statusWithinMs = 5_000

/** Where people look first. */
export const usualConsolePort = 8471

/** The lab that a console shows, wherever it runs. */
export interface ConsoleStage {
  readonly lab: LabConfig
  /** Joined as one who looks. */
  readonly channel: LabChannel
  /** Admits. Secret. */
  readonly token: string
  readonly running: () => RunningLab
  readonly status: (name: ApplianceName) => Promise<Outcome<ApplianceStatus>>
  /** Where Prometheus finds the lab's processes. */
  readonly targets: () => unknown
  /** Its `out/` gets what is rehearsed from the page. */
  readonly workingFolder: string
  readonly host: string
}

/** Serves the page; at another port where the usual one is taken (LAB-03). */
export async function serveConsole(stage: ConsoleStage): Promise<OpenConsole> {
  const { lab, channel, token, running, workingFolder } = stage
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
  const watch = new StatusWatch({
    appliances,
    status: stage.status,
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
    onEvent: (event) => feed.take({ ...event, source: besideSource }),
    tell: (run) => feed.tell({ kind: 'run', data: run }),
  })
  const door = new ConsoleDoor({
    feed,
    token,
    asks: consoleAsks({ lab, running, runs, workingFolder }),
    onViewer: () => watch.onViewer(),
    report: (run, ticket) => runs.report(run, ticket),
    metrics: () => metrics.text(),
    targets: stage.targets,
  })
  const port = await door.listen(stage.host, usualConsolePort)
  watch.start()
  const close = (): void => {
    runs.end()
    watch.stop()
    door.stop()
    channel.close()
  }
  return { port, close }
}
