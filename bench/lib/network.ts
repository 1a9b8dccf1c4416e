import { type ChildProcess, spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type ClockMode, type LabFile, resolveLab } from '@understudy/shared'

const main = createRequire(import.meta.url).resolve('@understudy/mock-network/main')
export const benchToken = 'a token for benchmarks alone'

const appliance = (name: string, address: string) => ({
  base: '3.2.4',
  site: '11.1.0',
  hostname: `${name}.example.com`,
  address,
})
const lab: LabFile = {
  appliances: { a: appliance('a', '192.0.2.11'), b: appliance('b', '192.0.2.12') },
}

export interface Child {
  readonly process: ChildProcess
  /** What it said when it was ready. */
  readonly said: Readonly<Record<string, unknown>>
}

/** A process that says in one line of JSON that it is ready. */
export async function startChild(
  script: string,
  args: readonly string[],
  stderr: 'inherit' | 'ignore' = 'inherit',
): Promise<Child> {
  const child = spawn(process.execPath, [script, ...args], { stdio: ['pipe', 'pipe', stderr] })
  for await (const line of createInterface({ input: child.stdout }))
    return { process: child, said: JSON.parse(line) as Record<string, unknown> }
  throw new Error(`${script} ended before it was ready`)
}

/** The mock network's own program, with nobody in its lab yet. `said.hubPort` is where to join. */
export function startNetwork(folder: string, clock: ClockMode, seed: string): Promise<Child> {
  const [config, tokenFile] = [join(folder, `${clock}.json`), join(folder, 'token')]
  writeFileSync(tokenFile, benchToken, { mode: 0o600 })
  writeFileSync(
    config,
    JSON.stringify({
      hubPort: 0,
      tokenFile,
      lab: { ...resolveLab(lab), clock },
      participants: ['a', 'clients'],
      seed,
      lifeline: true,
    }),
  )
  return startChild(main, [config], 'ignore')
}
