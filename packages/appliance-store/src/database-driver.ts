import { createRequire } from 'node:module'
import type Sqlite from 'better-sqlite3'
import { StoreError } from './store-error.ts'

/** From the installation, not from the bundle that this may be part of: a part of the driver is compiled natively. */
const load = createRequire(import.meta.url)

/**
 * Opens a database by the driver, which is loaded by the first one: what needs no database starts without it. Throws
 * a {@link StoreError} with what to do where npm has left it out or not compiled it.
 */
export function openByDriver(path: string, options: Sqlite.Options): Sqlite.Database {
  try {
    const Driver = load('better-sqlite3') as typeof Sqlite
    return new Driver(path, options)
  } catch (error) {
    const reason = whyNoDriver(error)
    if (reason === undefined) throw error
    throw new StoreError('no-driver', path, noDriver(reason), error)
  }
}

/** Undefined where the driver is there, and it is the database that it cannot open. */
export function whyNoDriver(error: unknown): string | undefined {
  const { code, tries } = error as { readonly code?: unknown; readonly tries?: unknown }
  // So `bindings` says where it has looked for the compiled part.
  if (Array.isArray(tries)) return 'its compiled part is missing'
  if (code === 'ERR_DLOPEN_FAILED') return 'it was compiled for another Node.js or machine'
  return code === 'MODULE_NOT_FOUND' ? 'it is not installed' : undefined
}

const noDriver = (reason: string): string =>
  `The database library better-sqlite3 cannot be used by Node.js ${process.version} (${process.platform} ${process.arch}): ${reason}. ` +
  'npm compiles it, or fetches it compiled, by its install script: allow install scripts for better-sqlite3, then run ' +
  '"npm install better-sqlite3" and "npm rebuild better-sqlite3"; to compile it needs Python, make and a C++ compiler.'
