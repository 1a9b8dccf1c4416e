#!/usr/bin/env node
import { text } from 'node:stream/consumers'
import { run } from './program.ts'
import { linesOf } from './usage/lines.ts'
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

const terminal: Terminal = {
  get folder() {
    return workingFolder()
  },
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
  input: () => text(process.stdin),
  lines: (prompt) => linesOf(process.stdin, process.stdout, prompt),
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
