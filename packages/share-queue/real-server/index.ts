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

/** A Redis of its own: a folder, a port of loopback, a password, and a file that every answer waits for. */
export class RealServer {
  readonly #folder = mkdtempSync(join(tmpdir(), 'understudy-redis-'))
  readonly #password = randomBytes(16).toString('hex')
  readonly #port: number
  #process: ChildProcess | null = null

  private constructor(port: number) {
    this.#port = port
  }

  static async start(): Promise<RealServer> {
    const server = new RealServer(await freePort())
    writeFileSync(server.passwordFile, `${server.#password}\n`, { mode: 0o600 })
    await server.restart()
    return server
  }

  get address(): QueueAddress {
    return { url: this.url, password: this.#password }
  }

  get url(): string {
    return `redis://127.0.0.1:${this.#port}`
  }

  get passwordFile(): string {
    return join(this.#folder, 'password')
  }

  /** Starts again with what its file holds; `kill`: ended without a word. */
  async restart(): Promise<void> {
    await this.#end()
    const config = [
      `port ${this.#port}`,
      'bind 127.0.0.1',
      `requirepass ${this.#password}`,
      `dir ${this.#folder}`,
      'appendonly yes',
      'appendfsync always',
      'save ""',
      'maxmemory-policy noeviction',
    ].join('\n')
    const file = join(this.#folder, 'redis.conf')
    writeFileSync(file, config, { mode: 0o600 })
    this.#process = spawn('redis-server', [file], { stdio: 'ignore' })
    await this.ask('ping')
  }

  /** Forgets all, as a server without a file does when it is restarted. */
  async forget(): Promise<void> {
    await this.ask('flushall')
  }

  async ask(command: string, ...words: readonly string[]): Promise<unknown> {
    const redis = await connect(this.address)
    try {
      return await redis.call(command, ...words)
    } finally {
      redis.disconnect()
    }
  }

  async #end(): Promise<void> {
    if (this.#process === null) return
    const exit = once(this.#process, 'exit')
    this.#process.kill('SIGKILL')
    await exit
    this.#process = null
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
