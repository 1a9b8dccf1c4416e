#!/usr/bin/env node
import { text } from 'node:stream/consumers'
import { run } from './program.ts'
import type { Terminal } from './usage/terminal.ts'
import { workingFolder } from './usage/working-folder.ts'

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** Somebody who reads our output and goes away (`| head`) is no reason to stop half-way. */
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })

const plain = process.env['NO_COLOR'] !== undefined

const terminal: Terminal = {
  get folder() {
    return workingFolder()
  },
  out: (line) => void process.stdout.write(line),
  err: (line) => void process.stderr.write(line),
  input: () => text(process.stdin),
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

// The code is set, not forced: what was written to a pipe still gets out.
process.exitCode = await run(process.argv.slice(2), terminal)
