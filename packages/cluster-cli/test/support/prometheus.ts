import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import type { Test } from 'tap'

const program = 'prometheus'
const shipped = new URL('../../../../../deploy/observability/prometheus-local.yml', import.meta.url)
/** Where the shipped file looks for the lab's console; a machine with another lab has it elsewhere. */
const consolePort = ':8471'
/** It scrapes every five seconds. */
const lookEveryMs = 250
const withinMs = 60_000

export interface Prometheus {
  /** Asks again until that holds of what it answers: value by labels. Prometheus tells nobody that it has scraped. */
  until(
    query: string,
    holds: (found: ReadonlyMap<string, string>) => boolean,
  ): Promise<ReadonlyMap<string, string>>
}

/** The system's Prometheus with the shipped configuration, until the test ends. */
export async function startPrometheus(t: Test, port: number): Promise<Prometheus> {
  const folder = t.testdir()
  const config = join(folder, 'prometheus.yml')
  const text = readFileSync(shipped, 'utf8')
  if (!text.includes(consolePort)) throw new Error(`expected ${consolePort} in ${shipped.pathname}`)
  writeFileSync(config, text.replaceAll(consolePort, `:${port}`))
  const child = spawn(
    program,
    [
      `--config.file=${config}`,
      `--storage.tsdb.path=${join(folder, 'data')}`,
      '--web.listen-address=127.0.0.1:0',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  t.teardown(async () => {
    const gone = once(child, 'exit')
    child.kill()
    await gone
  })
  const url = await addressIn(child.stderr)
  const ask = async (query: string): Promise<ReadonlyMap<string, string>> => {
    const answer = await fetch(`${url}/api/v1/query?query=${encodeURIComponent(query)}`)
    // It listens before it has read what it holds, and says 503 until then.
    if (answer.status === 503) return new Map()
    const { data } = (await answer.json()) as Answer
    return new Map(
      (data?.result ?? []).map(({ metric, value }) => [JSON.stringify(metric), value[1]]),
    )
  }
  return {
    until: async (query, holds) => {
      const untilMs = performance.now() + withinMs
      for (;;) {
        const found = await ask(query)
        if (holds(found)) return found
        if (performance.now() > untilMs) throw new Error(`${query}: ${JSON.stringify([...found])}`)
        await setTimeout(lookEveryMs)
      }
    },
  }
}

interface Answer {
  readonly data?: {
    readonly result: readonly {
      readonly metric: Readonly<Record<string, string>>
      readonly value: readonly [number, string]
    }[]
  }
}

async function addressIn(log: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: log })) {
    const found = /Listening on" address=(\S+)/.exec(line)?.[1]
    if (found === undefined) continue
    log.resume()
    return `http://${found}`
  }
  throw new Error('prometheus ended before it listened')
}
