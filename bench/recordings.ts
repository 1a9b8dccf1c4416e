import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { BenchAppliance, pair, timeSync } from './lib/appliance.ts'
import { printFigure, printHead } from './lib/print.ts'

/*
 * 2 GiB of recordings in 1 MiB pieces from A to B, hashed, verified and durable, beside raw TLS 1.3
 * through ws between two Node processes in the same run. `node bench/dist/recordings.js [MiB]`
 */
const mib = Number(process.argv[2] ?? 2_048)
printHead('recordings', 'bench-recordings')
const folder = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
const a = await BenchAppliance.start('a', folder)
const b = await BenchAppliance.start('b', folder)
try {
  await a.do('load-sample-data', {
    sessions: mib,
    recordings: mib,
    recordingBytes: 1024 * 1024,
    seed: 'bench-recordings',
  })
  await pair(a, b)
  const ms = await timeSync(b)
  const ours = (mib / ms) * 1000
  const raw = await rawMiBPerSecond()
  printFigure({
    name: `${mib} MiB of recordings`,
    value: ours,
    unit: 'MiB/s',
    limit: `a third of raw TLS through ws, ${(raw / 3).toFixed(0)}`,
    met: ours >= raw / 3,
  })
} finally {
  await Promise.all([a.stop(), b.stop()])
  rmSync(folder, { recursive: true })
}

/** 1 GiB in frames of 1 MiB from a server process to this one, nothing done with them. */
async function rawMiBPerSecond(): Promise<number> {
  const child = spawn(
    process.execPath,
    [new URL('./lib/raw-tls-server.js', import.meta.url).pathname],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  try {
    for await (const line of createInterface({ input: child.stdout }))
      return await receive((JSON.parse(line) as { port: number }).port)
    throw new Error('the raw server ended before it was ready')
  } finally {
    child.kill()
  }
}

function receive(port: number): Promise<number> {
  const socket = new WebSocket(`wss://127.0.0.1:${port}`, {
    rejectUnauthorized: false,
    perMessageDeflate: false,
  })
  let bytes = 0
  let startedAt = 0
  return new Promise((resolve, reject) => {
    socket.on('message', (frame: Buffer) => {
      if (bytes === 0) startedAt = performance.now()
      bytes += frame.length
    })
    socket.on('close', () =>
      resolve(bytes / 1024 / 1024 / ((performance.now() - startedAt) / 1000)),
    )
    socket.on('error', reject)
  })
}
