import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { connect } from '../src/connection.ts'
import type { QueueAddress } from '../src/index.ts'

/** Why there is none; false = there is one. */
export const missingServer = (): string | false =>
  spawnSync('redis-server', ['--version']).status === 0 ? false : 'there is no redis-server'

export interface RealServerOptions {
  /** Lines of its configuration besides ours. */
  readonly config?: readonly string[]
  readonly hasPassword?: boolean
  /** Where it runs, if not where we do: a network namespace of this machine, and its address there. */
  readonly host?: { readonly namespace: string; readonly address: string }
}

/** A Redis of its own: a folder, a port of loopback, a password, and a file that every answer waits for. */
export class RealServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'understudy-redis-'))
  readonly #password: string | null
  readonly #port: number
  readonly #options: RealServerOptions
  #process: ChildProcess | null = null

  private constructor(port: number, options: RealServerOptions) {
    this.#port = port
    this.#options = options
    this.#password = options.hasPassword === false ? null : randomBytes(16).toString('hex')
  }

  static async start(options: RealServerOptions = {}): Promise<RealServer> {
    const server = new RealServer(await freePort(), options)
    writeFileSync(server.passwordFile, `${server.#password ?? ''}\n`, { mode: 0o600 })
    await server.restart()
    return server
  }

  get address(): QueueAddress {
    return { url: this.url, password: this.#password }
  }

  get url(): string {
    return `redis://${this.#host}:${this.#port}`
  }

  get #host(): string {
    return this.#options.host?.address ?? '127.0.0.1'
  }

  get passwordFile(): string {
    return join(this.#folder, 'password')
  }

  /** Ended without a word, and started again with what its file holds. */
  async restart(more: readonly string[] = []): Promise<void> {
    await this.#end()
    const config = [
      `port ${this.#port}`,
      `bind ${this.#host}`,
      'protected-mode no',
      `unixsocket ${this.#socket}`,
      ...(this.#password === null ? [] : [`requirepass ${this.#password}`]),
      `dir ${this.#folder}`,
      'appendonly yes',
      'appendfsync always',
      'save ""',
      'maxmemory-policy noeviction',
      ...(this.#options.config ?? []),
      ...more,
    ].join('\n')
    const file = join(this.#folder, 'redis.conf')
    writeFileSync(file, config, { mode: 0o600 })
    const namespace = this.#options.host?.namespace
    const within = namespace === undefined ? [] : ['ip', 'netns', 'exec', namespace]
    const [program = '', ...words] = [...within, 'redis-server', file]
    this.#process = spawn(program, words, { stdio: 'ignore' })
  }

  /** Forgets all, as a server without a file does when it is restarted. */
  async forget(): Promise<void> {
    await this.ask('flushall')
  }

  /** By the socket in its folder, which no network stands between. */
  async ask(command: string, ...words: readonly string[]): Promise<unknown> {
    const redis = await connect({ url: this.#socket, password: this.#password })
    try {
      return await redis.call(command, ...words)
    } finally {
      redis.disconnect()
    }
  }

  get #socket(): string {
    return join(this.#folder, 'socket')
  }

  async #end(): Promise<void> {
    const ending = this.#process
    this.#process = null
    // It may have gone with its host.
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return
    const exit = once(ending, 'exit')
    ending.kill('SIGKILL')
    await exit
  }

  async stop(): Promise<void> {
    await this.#end()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  if (address === null || typeof address === 'string') throw new Error('expected a port')
  return address.port
}

/** Waits until that holds; the server and the machine set the pace. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await setTimeout(20)
}
