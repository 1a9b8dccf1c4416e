import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:https'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

const main = join(
  dirname(createRequire(import.meta.url).resolve('@understudy/cluster-cli')),
  'main.js',
)

/** A lab of real processes that `understudy up` has started in a folder of its own. */
export class BenchLab {
  readonly folder: string
  readonly #ports: Readonly<Record<string, number>>
  readonly #agent = new Agent({ keepAlive: true, rejectUnauthorized: false })

  private constructor(folder: string, ports: Readonly<Record<string, number>>) {
    this.folder = folder
    this.#ports = ports
  }

  /** Throws with what the command said where the lab does not start. `lab`: the lab file's text. */
  static up(lab: string): BenchLab {
    const cwd = mkdtempSync(join(tmpdir(), 'understudy-bench-'))
    writeFileSync(join(cwd, 'lab.yaml'), lab)
    const { status, stderr } = spawnSync(
      process.execPath,
      [main, 'up', '--lab', 'lab.yaml', '--name', 'bench'],
      { cwd, encoding: 'utf8', timeout: 120_000 },
    )
    if (status !== 0) throw new Error(stderr)
    const folder = join(cwd, '.understudy', 'labs', 'bench')
    const record = JSON.parse(readFileSync(join(folder, 'lab.json'), 'utf8')) as {
      readonly hubPort: number
      readonly processes: Readonly<Record<string, { readonly port: number | null }>>
    }
    const ports = Object.entries(record.processes).map(([name, { port }]) => [name, port ?? 0])
    return new BenchLab(folder, { ...Object.fromEntries(ports), hub: record.hubPort })
  }

  get hubPort(): number {
    return this.#ports['hub'] ?? 0
  }

  get token(): string {
    return readFileSync(join(this.folder, 'token'), 'utf8').trim()
  }

  get ca(): string {
    return readFileSync(join(this.folder, 'ca.pem'), 'utf8')
  }

  /** An operation of an appliance, on a connection that stays. */
  do(appliance: 'a' | 'b', operation: string, input: unknown = {}): Promise<unknown> {
    const token = readFileSync(join(this.folder, 'data', appliance, 'admin-token'), 'utf8').trim()
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return new Promise((resolve, reject) => {
      const call = request(
        {
          host: '127.0.0.1',
          port: this.#ports[appliance],
          method: 'POST',
          path: `/api/admin/v1/operations/${operation}`,
          agent: this.#agent,
          headers,
        },
        (answer) => {
          const parts: Buffer[] = []
          answer.on('data', (part: Buffer) => parts.push(part))
          answer.on('end', () => {
            const text = Buffer.concat(parts).toString()
            if (answer.statusCode === 200) resolve(JSON.parse(text))
            else reject(new Error(`${operation} on ${appliance}: ${text}`))
          })
        },
      )
      call.on('error', reject)
      call.end(JSON.stringify(input))
    })
  }

  down(): void {
    this.#agent.destroy()
    const cwd = join(this.folder, '..', '..', '..')
    spawnSync(process.execPath, [main, 'down', '--name', 'bench'], { cwd, timeout: 60_000 })
    rmSync(cwd, { recursive: true, force: true })
  }
}
