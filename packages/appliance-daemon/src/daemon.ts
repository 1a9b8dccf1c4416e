import type { ApplianceInput } from '@understudy/appliance-core'
import { openStore } from '@understudy/appliance-store'
import type { Work } from '@understudy/lab-channel'
import { loopback, type Measure, placeOf, StartFailure } from '@understudy/lab-channel'
import { clientChannelPath, operationNames, targetOf, witnessName } from '@understudy/shared'
import type { Logger } from 'pino'
import { type Assembly, assemble } from './assemble.ts'
import { AddressPorts } from './certificates/address-ports.ts'
import { keptCertificate, readCertificate } from './certificates/server-certificate.ts'
import { PortalDesk } from './clients/portal-desk.ts'
import { Closers } from './closers.ts'
import { type DaemonConfig, isWitness } from './config/daemon-config.ts'
import { adminTokenOf, type DataFolder, keptGuid, openDataFolder } from './config/data-folder.ts'
import { openWebsite } from './http/app.ts'
import { openApiDocument } from './http/openapi.ts'
import { Replies } from './http/replies.ts'
import { openLog } from './log.ts'
import { hostMeasures } from './metrics/host-measures.ts'
import { inLab } from './surroundings/in-lab.ts'
import { standalone } from './surroundings/standalone.ts'
import type { Surroundings } from './surroundings/surroundings.ts'
import { Front } from './tls/front.ts'
import { createTlsServer, type ServerCertificate, type TlsServer } from './tls/tls-server.ts'
import { routeUpgrades, type UpgradeRoute } from './tls/upgrades.ts'

export interface Daemon {
  readonly guid: string
  readonly port: number
  readonly log: Logger
  /** What it tells Prometheus. */
  readonly measures: () => Promise<readonly Measure[]>
  /** Clean stop, in reverse order of the start. Idempotent. */
  close(): Promise<void>
}

/** The version in the admin API's description. */
const apiVersion = '1.0.0'

/**
 * The composition root: one appliance, or the witness, as a process. Resolves when it answers on its port; rejects with a
 * sentence and leaves nothing open. `onFatal` is called when it cannot go on: the caller must end the process; what was
 * acknowledged is on disk (SYN-06). `onEnd` is called when an operator has asked for it to end (WEB-04), after all is closed.
 */
export async function startDaemon(
  config: DaemonConfig,
  onFatal: (error: unknown) => void,
  onEnd: (how: 'reboot' | 'shut-down') => void = () => undefined,
): Promise<Daemon> {
  const closers = new Closers()
  try {
    return await start(config, closers, onFatal, onEnd)
  } catch (error) {
    await closers.close()
    throw error
  }
}

async function start(
  config: DaemonConfig,
  closers: Closers,
  onFatal: (error: unknown) => void,
  onEnd: (how: 'reboot' | 'shut-down') => void,
): Promise<Daemon> {
  const folder = openDataFolder(config.dataDir)
  const store = openStore(folder.database, { mustExist: folder.used })
  closers.add(() => store.close())
  const guid = keptGuid(folder, config.guid)
  const adminToken = adminTokenOf(folder, config.adminTokenFile)
  const log = openLog({
    appliance: config.name,
    level: config.logLevel ?? 'info',
    file: config.logFile,
  })
  // The lab must know the port before the appliance says anything; callers wait in the front.
  const front = new Front(config.listenPort ?? 0, placeOf(config.lab?.place).host)
  const port = await front.listen()
  closers.add(() => front.close())
  const certificate = await certificateOf(config, folder)
  const surroundings = await surroundingsOf(config, port, {
    push: (input) => assembly.queue.push(input),
    onLost: () => {
      const what = 'the lab is gone: no traffic reaches this host any more'
      // Its container is started again, and then it joins the lab that is there.
      if (config.lab?.place === 'containers') onFatal(new StartFailure(1, what))
      else log.error(what)
    },
  })
  closers.add(() => surroundings.close())
  front.watch((socket) => surroundings.watch(socket))
  // The lab's clock waits until this appliance has started.
  surroundings.work.begin()
  const ports = new AddressPorts(front, (address, at) => surroundings.listens(address, at))
  await ports.open(addressesOf(config))
  const assembly = assemble({
    certificate,
    serve: (assigned) => ports.serve(assigned, tls),
    openAddress: (address) => void ports.open([address]).catch(onFatal),
    config,
    guid,
    store,
    blobsFolder: folder.blobs,
    updatesFolder: folder.updates,
    filesFolder: folder.files,
    surroundings,
    log,
    onFatal,
    endProcess: (how) => {
      // The lab's clock waits until it is over.
      surroundings.work.begin()
      const end = async (): Promise<void> => {
        await tls.answered()
        // Without power its connections would fall silent: its kernel closes them first.
        stop(assembly)
        await tls.close()
        store.close()
        if (how === 'shut-down') await surroundings.powerOff()
        await closers.close()
        onEnd(how)
      }
      end().catch(onFatal)
    },
  })
  const tls = await openDoors(config, assembly, {
    certificate,
    adminToken,
    work: surroundings.work,
    nowMs: () => surroundings.clock.nowMs(),
  })
  closers.add(tls.close)
  tls.server.on('secureConnection', (stream) => surroundings.carry(stream))
  closers.add(() => stop(assembly))
  assembly.queue.push({ kind: 'started' })
  assembly.queue.flush()
  front.open(
    (at) => ports.serverAt(at) ?? tls.server,
    () => assembly.keys.settling,
  )
  surroundings.work.end()
  const measures = async (): Promise<readonly Measure[]> => [
    assembly.recorded.measure(),
    ...(await hostMeasures(isWitness(config) ? 'witness' : 'appliance', (...asked) =>
      assembly.calls.invoke(...asked),
    )),
  ]
  return { guid, port, log, measures, close: () => closers.close() }
}

/** Tells the core that it is stopping, and everybody connected why. */
function stop({ queue, links, clients, timers }: Assembly): void {
  const reason = 'the appliance is shutting down'
  queue.close({ kind: 'stopping' })
  clients.stop(reason)
  links.stop(reason)
  for (const owned of timers) owned.clearAll()
}

interface Doors {
  readonly certificate: ServerCertificate
  readonly adminToken: string
  readonly work: Work
  readonly nowMs: () => number
}

/** The website, the clients' channel and the link, all on one TLS server. */
async function openDoors(
  config: DaemonConfig,
  assembly: Assembly,
  { certificate, adminToken, work, nowMs }: Doors,
): Promise<
  TlsServer & { readonly answered: () => Promise<void>; readonly close: () => Promise<void> }
> {
  const { core, calls, clients, held, updateFiles, keys, links } = assembly
  const tls = createTlsServer(certificate, () => keys.current)
  const replies = new Replies()
  const website = await openWebsite({
    replies,
    siteHostname: config.siteHostname,
    nowMs,
    portalDesk: new PortalDesk(clients, (input) => assembly.queue.push(input)),
    appliance: config.name,
    files: held,
    updateFiles,
    adminToken,
    work,
    operations: isWitness(config) ? Object.keys(targetOf(witnessName).table) : operationNames,
    describe: isWitness(config) ? undefined : () => openApiDocument(apiVersion),
    portal: () => core.portal(),
    health: () => core.health(),
    api: apiOf(assembly, nowMs),
    refusalToAsk: (operation, caller) => core.refusalToAsk(operation, caller, nowMs()),
    invoke: (operation, input, caller) => calls.invoke(operation, input, caller),
    serve(onRequest) {
      tls.server.on('request', onRequest)
      return tls.server
    },
  })
  const link: UpgradeRoute = {
    path: '/link',
    admits: 'peer',
    accept: (...upgrade) => links.accept(...upgrade),
  }
  const channel: UpgradeRoute = {
    path: clientChannelPath,
    admits: 'anyone',
    accept: (...upgrade) => clients.accept(...upgrade),
  }
  routeUpgrades(tls.server, tls.isPeer, isWitness(config) ? [link] : [link, channel])
  return { ...tls, answered: () => replies.allSent(), close: () => website.close() }
}

function apiOf({ core, recordings, held }: Assembly, nowMs: () => number) {
  if (core.reading === undefined) return undefined
  const reading = core.reading.bind(core)
  return {
    reading: () => reading(nowMs()),
    openRecording: (name: string) => recordings.open(name),
    openFile: (file: string) => held.open(file),
  }
}

async function certificateOf(config: DaemonConfig, folder: DataFolder): Promise<ServerCertificate> {
  if (config.certificateDir !== undefined) return readCertificate(config.certificateDir)
  const addresses = isWitness(config) ? [config.address] : addressesOf(config)
  // The first name is the subject: if that were the site's, both appliances would have the same one, and a client that
  // trusts both would take the wrong certificate for the issuer.
  const names = [config.hostname, config.siteHostname, ...loopback.certifiedNames, ...addresses]
  return await keptCertificate(folder.certificates, names)
}

const addressesOf = (config: DaemonConfig): readonly string[] =>
  isWitness(config) ? [] : config.addresses.map(({ address }) => address)

async function surroundingsOf(
  config: DaemonConfig,
  port: number,
  { push, onLost }: { push: (input: ApplianceInput) => void; onLost: () => void },
): Promise<Surroundings> {
  if (config.lab === null) return standalone(config.tlsPort)
  return await inLab(
    {
      ...config.lab,
      name: config.name,
      kind: isWitness(config) ? 'witness' : 'appliance',
      port,
      onLost,
    },
    {
      onConflict: (address, others) => push({ kind: 'address-conflict', address, others }),
      onClaimRefused: (address, highest) => push({ kind: 'claim-refused', address, highest }),
      onSiteRoute: (leadsHere) => push({ kind: 'site-route', leadsHere }),
    },
  )
}
