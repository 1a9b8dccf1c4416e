import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { dataFolderFiles } from '@understudy/shared'
import { Operations } from './operations.ts'

const main = join(
  dirname(createRequire(import.meta.url).resolve('@understudy/cluster-cli')),
  'main.js',
)

/** A lab of real processes that `understudy up` has started in a folder of its own. */
export class BenchLab {
  readonly folder: string
  #ports: Readonly<Record<string, number>>
  readonly #operations = new Map<string, Operations>()

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
    return new BenchLab(folder, portsIn(recordIn(folder)))
  }

  /** SIGKILL: the process of that appliance is gone at once. */
  kill(appliance: 'a' | 'b'): void {
    const pid = recordIn(this.folder).processes[appliance]?.pid
    if (pid === undefined) throw new Error(`${appliance} has no process`)
    process.kill(pid, 'SIGKILL')
  }

  /** Brings a killed process back. */
  restart(appliance: 'a' | 'b'): void {
    const cwd = join(this.folder, '..', '..', '..')
    const { status, stderr } = spawnSync(
      process.execPath,
      [main, 'restart', appliance, '--name', 'bench'],
      { cwd, encoding: 'utf8', timeout: 120_000 },
    )
    if (status !== 0) throw new Error(stderr)
    this.#operations.get(appliance)?.close()
    this.#operations.delete(appliance)
    this.#ports = portsIn(recordIn(this.folder))
  }

  get hubPort(): number {
    return this.#ports['hub'] ?? 0
  }

  /** Where that appliance itself listens, past the mock network's doors. */
  portOf(appliance: 'a' | 'b'): number {
    return this.#ports[appliance] ?? 0
  }

  get token(): string {
    return readFileSync(join(this.folder, 'token'), 'utf8').trim()
  }

  get ca(): string {
    return readFileSync(join(this.folder, 'ca.pem'), 'utf8')
  }

  /** An operation of an appliance, on a connection that stays; throws the refusal's sentence. */
  do(appliance: 'a' | 'b', operation: string, input: unknown = {}): Promise<unknown> {
    const operations = this.#operations.get(appliance) ?? this.#connect(appliance)
    return operations.do(operation, input)
  }

  #connect(appliance: 'a' | 'b'): Operations {
    const file = join(this.folder, 'data', appliance, dataFolderFiles.adminToken)
    const token = readFileSync(file, 'utf8').trim()
    const operations = new Operations(this.portOf(appliance), token)
    this.#operations.set(appliance, operations)
    return operations
  }

  down(): void {
    for (const operations of this.#operations.values()) operations.close()
    const cwd = join(this.folder, '..', '..', '..')
    spawnSync(process.execPath, [main, 'down', '--name', 'bench'], { cwd, timeout: 60_000 })
    rmSync(cwd, { recursive: true, force: true })
  }
}

interface LabRecord {
  readonly hubPort: number
  readonly processes: Readonly<
    Record<string, { readonly port: number | null; readonly pid: number }>
  >
}

const recordIn = (folder: string): LabRecord =>
  JSON.parse(readFileSync(join(folder, 'lab.json'), 'utf8')) as LabRecord

function portsIn({ hubPort, processes }: LabRecord): Readonly<Record<string, number>> {
  const ports = Object.entries(processes).map(([name, { port }]) => [name, port ?? 0])
  return { ...Object.fromEntries(ports), hub: hubPort }
}
