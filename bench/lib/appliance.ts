import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Readable, Writable } from 'node:stream'
import { type ApplianceStatus, dataFolderFiles, defaultInstallationModel } from '@understudy/shared'
import { programOf } from './builds.ts'
import { Operations } from './operations.ts'

export interface StartOptions {
  /** Default: the bundle. */
  readonly program?: string
  readonly certificateDir?: string
  readonly nodeArguments?: readonly string[]
}

/** One daemon outside any lab: real time, its peer dialed directly. */
export class BenchAppliance {
  readonly name: string
  readonly port: number
  readonly process: ChildProcess
  readonly #operations: Operations

  private constructor(name: string, port: number, process: ChildProcess, token: string) {
    this.name = name
    this.port = port
    this.process = process
    this.#operations = new Operations(port, token)
  }

  static async start(
    name: 'a' | 'b',
    folder: string,
    { program, certificateDir, nodeArguments = [] }: StartOptions = {},
  ): Promise<BenchAppliance> {
    const dataDir = `${folder}/${name}`
    mkdirSync(dataDir, { recursive: true })
    const config = `${folder}/${name}.json`
    writeFileSync(
      config,
      JSON.stringify({
        name,
        guid: name.repeat(32),
        hostname: `${name}.example.com`,
        siteHostname: 'support.example.com',
        tlsPort: 443,
        addresses: [
          { address: name === 'a' ? '192.0.2.10' : '192.0.2.11', shared: false, enabled: true },
        ],
        software: { base: '3.2.4', site: '11.1.0' },
        installation: defaultInstallationModel,
        dataDir,
        lab: null,
        logLevel: 'error',
        lifeline: true,
        ...(certificateDir === undefined ? {} : { certificateDir }),
      }),
    )
    const main = program ?? programOf('bundles', 'appliance')
    const child = spawn(process.execPath, [...nodeArguments, main, config], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    for await (const line of createInterface({ input: child.stdout })) {
      const { port } = JSON.parse(line) as { port: number }
      return new BenchAppliance(
        name,
        port,
        child,
        readFileSync(`${dataDir}/${dataFolderFiles.adminToken}`, 'utf8').trim(),
      )
    }
    throw new Error(`${name} ended before it was ready`)
  }

  /** The operation's value; throws the refusal's sentence. */
  do<T>(operation: string, input: unknown = {}): Promise<T> {
    return this.#operations.do<T>(operation, input)
  }

  /** Asks for the status until it fits. */
  async until(fits: (status: ApplianceStatus) => boolean): Promise<void> {
    while (!fits(await this.do<ApplianceStatus>('status')))
      await new Promise((go) => setTimeout(go, 10))
  }

  /** Peak resident memory in MiB (Linux). */
  peakMiB(): number {
    const status = readFileSync(`/proc/${this.process.pid}/status`, 'utf8')
    return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
  }

  /** From now on {@link peakMiB} counts anew; what is resident now, in MiB (Linux). */
  startPeak(): number {
    writeFileSync(`/proc/${this.process.pid}/clear_refs`, '5')
    const status = readFileSync(`/proc/${this.process.pid}/status`, 'utf8')
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? Number.NaN) / 1024
  }

  /** How long it has kept a processor busy since its start, in milliseconds, in steps of 10 (Linux). */
  cpuMs(): number {
    const fields = readFileSync(`/proc/${this.process.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')
    return (Number(fields?.[11]) + Number(fields?.[12])) * 10
  }

  /** Hands a file over; its name there. */
  upload(content: Readable, sizeBytes: number): Promise<string> {
    return this.#operations.upload(content, sizeBytes)
  }

  download(file: string, sink: Writable): Promise<void> {
    return this.#operations.download(file, sink)
  }

  async stop(): Promise<void> {
    this.#operations.close()
    const ended = new Promise((go) => this.process.once('exit', go))
    this.process.kill('SIGTERM')
    await ended
  }
}

/** A and B with the same key, A primary. */
export async function pair(a: BenchAppliance, b: BenchAppliance): Promise<void> {
  const key = 'a key for the benchmarks 7391'
  await Promise.all([a.do('set-pre-shared-key', { key }), b.do('set-pre-shared-key', { key })])
  await a.do('establish-relationship', {
    peerHost: '127.0.0.1',
    peerPort: b.port,
    reverseHost: '127.0.0.1',
    reversePort: a.port,
  })
}

/** Sync Now on B, and how long it takes until both agree. */
export async function timeSync(b: BenchAppliance): Promise<number> {
  const before = (await b.do<ApplianceStatus>('status')).sync.lastFinishedAtMs
  const startedAt = performance.now()
  await b.do('sync-now')
  await b.until(({ sync }) => sync.lastFinishedAtMs !== before && sync.state === 'idle')
  return performance.now() - startedAt
}
