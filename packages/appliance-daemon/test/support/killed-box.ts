import { join } from 'node:path'
import { createRandom, filePath, filesPath } from '@understudy/shared'
import type { Test } from 'tap'
import type { DaemonConfig } from '../../src/config/daemon-config.ts'
import { ask, invoke, tokenOf } from './admin.ts'
import { standaloneConfig } from './config.ts'
import { DaemonProcess } from './process.ts'

/** How often each is killed: once in the suite, more by `scripts/kill-files`. */
export const kills = Number(process.env['UNDERSTUDY_FILE_KILLS'] ?? 1)
const random = createRandom('kill-files')

/** One box whose process is killed again and again over the same data. */
export class Box {
  readonly dataDir: string
  readonly #configFile: string
  #process: DaemonProcess
  #port = 0

  constructor(folder: string, differs: Partial<DaemonConfig>) {
    this.dataDir = join(folder, 'data')
    this.#configFile = join(folder, 'a.json')
    const config = { ...standaloneConfig('a', this.dataDir), ...differs, lifeline: true }
    this.#process = new DaemonProcess(this.#configFile, config)
  }

  async ready(): Promise<void> {
    this.#port = (await this.#process.ready).port
  }

  async killAndRestart(): Promise<void> {
    this.#process.child.kill('SIGKILL')
    await this.restartAfterEnd()
  }

  /** It ends by itself, as after a factory reset. */
  async restartAfterEnd(): Promise<void> {
    await this.#process.ended
    this.#process = new DaemonProcess(this.#configFile)
    await this.ready()
  }

  async stop(): Promise<void> {
    this.#process.child.stdin?.end()
    await this.#process.ended
  }

  /** The operation's outcome; null = the process died meanwhile. */
  async does(
    operation: string,
    input: object = {},
  ): Promise<Readonly<Record<string, never>> | null> {
    const answer = await invoke(this.#port, this.dataDir, operation, input).catch(() => null)
    if (answer === null) return null
    if (!answer.ok) throw new Error(`${operation}: ${answer.refusal?.code}`)
    return answer.value ?? null
  }

  async put(bytes: Buffer): Promise<string> {
    const headers = { ...this.#bearer, 'content-type': 'application/octet-stream' }
    const answer = await ask(this.#port, 'POST', filesPath, { headers, body: bytes })
    return JSON.parse(answer.body).value.file
  }

  async get(file: string): Promise<Buffer> {
    return (await ask(this.#port, 'GET', filePath(file), { headers: this.#bearer })).bytes
  }

  get #bearer() {
    return { authorization: `Bearer ${tokenOf(this.dataDir)}` }
  }
}

/** Asks, kills within twice the time that it took warmed up, and says whether the answer had come: a fresh process is slower. */
export async function killDuring(
  box: Box,
  tookMs: number,
  asked: Promise<unknown>,
): Promise<boolean> {
  let answered = false
  void asked.then((answer) => {
    answered = answer !== null
  })
  await new Promise((go) => setTimeout(go, random.integer(0, Math.ceil(2 * tookMs))))
  const wasAnswered = answered
  await box.killAndRestart()
  return wasAnswered
}

export async function started(t: Test, differs: Partial<DaemonConfig> = {}): Promise<Box> {
  const box = new Box(t.testdir(), differs)
  t.teardown(() => box.stop())
  await box.ready()
  return box
}

export const timed = async (act: () => Promise<unknown>): Promise<number> => {
  const startedMs = performance.now()
  await act()
  return performance.now() - startedMs
}
