import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import type { ApplianceStatus, Outcome } from '@understudy/shared'
import { defaultInstallationModel } from '@understudy/shared'

const main = createRequire(import.meta.url).resolve('@understudy/appliance-daemon/main')

/** One daemon outside any lab: real time, its peer dialed directly. */
export class BenchAppliance {
  readonly name: string
  readonly port: number
  readonly process: ChildProcess
  readonly #token: string
  readonly #agent = new Agent({ keepAlive: true, rejectUnauthorized: false })

  private constructor(name: string, port: number, process: ChildProcess, token: string) {
    this.name = name
    this.port = port
    this.process = process
    this.#token = token
  }

  static async start(
    name: 'a' | 'b',
    folder: string,
    certificateDir?: string,
    nodeArguments: readonly string[] = [],
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
    const child = spawn(process.execPath, [...nodeArguments, main, config], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    for await (const line of createInterface({ input: child.stdout })) {
      const { port } = JSON.parse(line) as { port: number }
      return new BenchAppliance(
        name,
        port,
        child,
        readFileSync(`${dataDir}/admin-token`, 'utf8').trim(),
      )
    }
    throw new Error(`${name} ended before it was ready`)
  }

  /** The operation's value; throws the refusal's sentence. */
  async do<T>(operation: string, input: unknown = {}): Promise<T> {
    const outcome = await this.#post<T>(operation, JSON.stringify(input))
    if (!outcome.ok) throw new Error(`${this.name}: ${operation}: ${outcome.refusal.message}`)
    return outcome.value
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

  async stop(): Promise<void> {
    this.#agent.destroy()
    const ended = new Promise((go) => this.process.once('exit', go))
    this.process.kill('SIGTERM')
    await ended
  }

  #post<T>(operation: string, body: string): Promise<Outcome<T>> {
    const options = {
      host: '127.0.0.1',
      port: this.port,
      method: 'POST',
      path: `/api/admin/v1/operations/${operation}`,
      agent: this.#agent,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
    }
    return new Promise((resolve, reject) => {
      const call = request(options, (answer) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => resolve(JSON.parse(Buffer.concat(parts).toString()) as Outcome<T>))
      })
      call.on('error', reject)
      call.end(body)
    })
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
