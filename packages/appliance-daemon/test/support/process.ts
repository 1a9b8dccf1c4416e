import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { bundleOr } from '@understudy/lab-channel'

const main = bundleOr('appliance', () => import.meta.resolve('../../src/main.js'))

export interface Ready {
  readonly guid: string
  readonly port: number
}

/** A daemon as a process of its own. */
export class DaemonProcess {
  readonly child: ChildProcess
  /** Exit code and the last line of standard error. */
  readonly ended: Promise<{ code: number | null; error: string }>
  readonly ready: Promise<Ready>

  constructor(configFile: string, config?: object) {
    if (config !== undefined) writeFileSync(configFile, JSON.stringify(config))
    const child = spawn(process.execPath, [main, configFile])
    this.child = child
    let output = ''
    let errors = ''
    child.stderr.on('data', (piece: Buffer) => {
      errors += piece
    })
    this.ended = new Promise((resolve) => {
      child.on('close', (code) => resolve({ code, error: errors.trim().split('\n').at(-1) ?? '' }))
    })
    this.ready = new Promise((resolve, reject) => {
      child.stdout.on('data', (piece: Buffer) => {
        output += piece
        if (output.includes('\n')) resolve(JSON.parse(output))
      })
      void this.ended.then(({ error }) => reject(new Error(`not ready: ${error}`)))
    })
    // Who waits for the end alone is not told of it twice.
    this.ready.catch(() => undefined)
  }
}
