#!/usr/bin/env node
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { run } from './program.ts'
import { linesOf } from './usage/lines.ts'
import { LiveScreen } from './usage/live-screen.ts'
import type { Terminal } from './usage/terminal.ts'
import { workingFolder } from './usage/working-folder.ts'
import { WrittenOutput } from './usage/written.ts'

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

const written = new WrittenOutput(
  [
    { name: 'standard output', stream: process.stdout },
    { name: 'standard error', stream: process.stderr },
  ],
  (line) => void process.stderr.write(line),
)

const plain = process.env['NO_COLOR'] !== undefined

/** The channel keeps this process only while somebody listens to it. */
function starterOf(): NonNullable<Terminal['starter']> {
  return {
    tell: (message) => void process.send?.(message),
    onMessage: (listener) => {
      process.on('message', listener)
      return () => {
        process.off('message', listener)
        if (process.connected) process.disconnect()
      }
    },
  }
}

const screen = process.stderr.isTTY === true && !plain ? new LiveScreen(process.stderr) : undefined

const terminal: Terminal = {
  get folder() {
    return workingFolder()
  },
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
  input: () => text(process.stdin),
  lines: (prompt) => linesOf(process.stdin, process.stdout, prompt),
  onLine: (listener) => {
    if (screen !== undefined && process.stdin.isTTY === true)
      return screen.listen(process.stdin, listener, () => process.emit('SIGINT', 'SIGINT'))
    const reader = createInterface({ input: process.stdin })
    reader.on('line', listener)
    return () => reader.close()
  },
  ...(process.send === undefined ? {} : { starter: starterOf() }),
  ...(screen === undefined ? {} : { screen }),
  columns: process.stdout.columns ?? 100,
  outColor: process.stdout.isTTY === true && !plain,
  errColor: process.stderr.isTTY === true && !plain,
  onStop: (listener) => {
    for (const signal of stopSignals) process.on(signal, listener)
    return () => {
      for (const signal of stopSignals) process.off(signal, listener)
    }
  },
}

// The code is set, not forced: what was written to a pipe still gets out, or fails visibly.
const code = await run(process.argv.slice(2), terminal)
process.exitCode = code
process.on('exit', () => {
  process.exitCode = written.codeOf(code)
})
