import { Driver, type ServedCertificate } from '@understudy/appliance-core'
import type { OpenStore } from '@understudy/appliance-store'
import { EventCounts } from '@understudy/lab-channel'
import type { HostEvent } from '@understudy/shared'
import type { Logger } from 'pino'
import { PasswordWork } from './accounts/password-work.ts'
import { BlobFiles } from './blobs/blob-files.ts'
import { ownFacts } from './certificates/certificate-work.ts'
import { ClientChannel } from './clients/client-channel.ts'
import type { DaemonConfig } from './config/daemon-config.ts'
import { coreOf, type HostedCore } from './core.ts'
import { FileArea } from './files/file-area.ts'
import { OperationCalls } from './http/operation-calls.ts'
import { InputQueue } from './input-queue.ts'
import { LinkKeys } from './link/link-keys.ts'
import { LinkSockets } from './link/links.ts'
import { logEvent } from './log.ts'
import { performer } from './perform.ts'
import type { Surroundings } from './surroundings/surroundings.ts'
import { Timers } from './timers.ts'
import type { ServerCertificate } from './tls/tls-server.ts'
import { UpdateFiles } from './updates/update-files.ts'

export interface AssemblyParts {
  readonly config: DaemonConfig
  readonly guid: string
  readonly store: OpenStore
  readonly blobsFolder: string
  readonly updatesFolder: string
  readonly filesFolder: string
  readonly surroundings: Surroundings
  /** The one that the appliance came with. */
  readonly certificate: ServerCertificate
  /** The box has that address now. */
  readonly openAddress: (address: string) => void
  /** Shows these to new connections from now on. */
  readonly serve: (assigned: readonly ServedCertificate[]) => void
  readonly log: Logger
  readonly endProcess: (how: 'reboot' | 'shut-down') => void
  readonly onFatal: (error: unknown) => void
}

/** The core and everything that acts for it, not yet reachable from outside. */
export interface Assembly {
  readonly core: HostedCore
  readonly queue: InputQueue
  readonly keys: LinkKeys
  readonly links: LinkSockets
  readonly clients: ClientChannel
  readonly calls: OperationCalls
  readonly held: FileArea
  readonly recordings: BlobFiles
  readonly updateFiles: UpdateFiles
  readonly recorded: EventCounts
  readonly timers: readonly Timers[]
}

/** Puts the core and its ports together. */
export function assemble(parts: AssemblyParts): Assembly {
  const { config, store, surroundings, log, onFatal } = parts
  const { clock, work } = surroundings
  const labAheadMs = (): number => Math.round(clock.nowMs() - Date.now())
  const core = coreOf(
    config,
    { guid: parts.guid, certificate: ownFacts(parts.certificate, labAheadMs()) },
    store,
  )
  const queue = new InputQueue({
    handle: (inputs) => driver.handle(inputs, clock.nowMs()),
    onFatal,
    work,
  })
  const push: InputQueue['push'] = (input) => queue.push(input)
  const recorded = new EventCounts()
  const record = (event: HostEvent): void => {
    recorded.add(event.name)
    surroundings.record(event)
    logEvent(log, event, clock.nowMs())
  }
  const files = new BlobFiles(parts.blobsFolder)
  const held = new FileArea(parts.filesFolder)
  const keys = new LinkKeys(config.siteHostname, work)
  const links = new LinkSockets({ surroundings, keys, files, push, record, onFatal })
  const clients = new ClientChannel({
    files,
    work,
    push,
    onFatal,
    refusal: () => core.refusalToServe?.() ?? null,
  })
  const timers = new Timers(clock, 'core')
  const callTimers = new Timers(clock, 'call')
  const calls = new OperationCalls({ push, work, timers: callTimers })
  const passwords = new PasswordWork(work)
  const { name, hostname, siteHostname } = config
  const updateFiles = new UpdateFiles(parts.updatesFolder, siteHostname)
  const carriers = {
    surroundings,
    timers,
    keys,
    links,
    clients,
    calls,
    passwords,
    files,
    held,
    store,
  }
  const forUpdates = { name, hostname, siteHostname, updateFiles }
  const forCertificates = { own: parts.certificate, labAheadMs, serve: parts.serve }
  const flush = () => queue.flush()
  const { endProcess, openAddress } = parts
  const once = { record, push, flush, endProcess, openAddress, onFatal }
  const ports = { ...carriers, ...forUpdates, ...forCertificates, ...once }
  const driver = new Driver({ appliance: core, store, perform: performer(ports) })
  return {
    ...{ core, queue, keys, links, clients, calls, held, updateFiles, recorded, recordings: files },
    timers: [timers, callTimers],
  }
}
