import { execFileSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

/** Debian keeps the server's programs out of PATH. */
const folders = [
  ...(process.env['PATH'] ?? '').split(delimiter),
  ...['17', '16', '15', '14', '13'].map((version) => `/usr/lib/postgresql/${version}/bin`),
]

const programOf = (name: string): string | undefined =>
  folders.map((folder) => join(folder, name)).find((path) => existsSync(path))

export const hasPostgres = programOf('initdb') !== undefined && programOf('pg_ctl') !== undefined

export interface TestPostgres {
  readonly url: string
  /** The same server; that role has to show a password, which the caller gives it. */
  readonly urlWithRole: (role: 'guarded') => string
  stop(): void
}

/** A PostgreSQL of this test alone, on a free port of the loopback interface, its data in a folder that goes with it. */
export async function startPostgres(): Promise<TestPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'understudy-postgres-'))
  const data = join(folder, 'data')
  const user = unprivileged()
  if (user !== undefined) chownSync(folder, user.uid, user.gid)
  const run = (program: string, ...args: string[]): void => {
    execFileSync(programOf(program) ?? program, args, { stdio: 'ignore', cwd: folder, ...user })
  }
  run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '--no-sync', '-E', 'UTF8')
  const access = join(data, 'pg_hba.conf')
  writeFileSync(access, `host all guarded all scram-sha-256\n${readFileSync(access, 'utf8')}`)
  const port = await freePort()
  // Its log goes nowhere, its socket into the folder; nothing of it needs to survive the machine.
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off`
  run('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), '-o', options, 'start')
  const urlWithRole = (role: string): string => `postgres://${role}@127.0.0.1:${port}/postgres`
  return {
    url: urlWithRole('postgres'),
    urlWithRole,
    stop: () => {
      run('pg_ctl', '-D', data, '-m', 'immediate', 'stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL does not run as root. */
function unprivileged(): { readonly uid: number; readonly gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string): number =>
    Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: idOf('-u'), gid: idOf('-g') }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        resolve(address !== null && typeof address === 'object' ? address.port : 0),
      )
    })
  })
}
