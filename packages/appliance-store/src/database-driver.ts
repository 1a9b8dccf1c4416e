import { createRequire } from 'node:module'
import type Sqlite from 'better-sqlite3'
import { StoreError } from './store-error.ts'

/** Loaded from the installation, not from a bundle: part of the driver is compiled natively. */
const load = createRequire(import.meta.url)

/**
 * Opens a database with the driver, loaded at the first call: whatever needs no database starts without it. Throws a
 * {@link StoreError} that says what to do if npm left it out or did not compile it.
 */
export function openByDriver(
  path: string,
  options: Sqlite.Options,
  content: string | Buffer = path,
): Sqlite.Database {
  try {
    const { version } = load('better-sqlite3/package.json') as { readonly version: string }
    const tooOld = whyTooOld(version, process.versions['napi'] ?? '')
    if (tooOld !== undefined) throw new StoreError('no-driver', path, noDriver(tooOld))
    const Driver = load('better-sqlite3') as typeof Sqlite
    return new Driver(content, options)
  } catch (error) {
    const reason = whyNoDriver(error)
    if (reason === undefined) throw error
    throw new StoreError('no-driver', path, noDriver(reason), error)
  }
}

/**
 * Undefined if a driver of that version can be loaded. From 13 on it ships its compiled part, which needs Node-API 10
 * (Node.js 22.14) and crashes a process without it: npm installed it under a later Node.js.
 */
export function whyTooOld(driver: string, nodeApi: string): string | undefined {
  if (Number(driver.split('.')[0]) < 13 || Number(nodeApi) >= 10) return undefined
  return `version ${driver}, which was installed, is for Node.js 22.14 and later`
}

/** Undefined if the driver is there and cannot open the database. */
export function whyNoDriver(error: unknown): string | undefined {
  const { code, tries } = error as { readonly code?: unknown; readonly tries?: unknown }
  // This is how `bindings` lists where it looked for the compiled part.
  if (Array.isArray(tries)) return 'its compiled part is missing'
  if (code === 'ERR_DLOPEN_FAILED') return 'it was compiled for another Node.js or machine'
  return code === 'MODULE_NOT_FOUND' ? 'it is not installed' : undefined
}

const noDriver = (reason: string): string =>
  `The database library better-sqlite3 cannot be used by Node.js ${process.version} (${process.platform} ${process.arch}): ${reason}. ` +
  'From Node.js 22.14 on it comes compiled: install again with the Node.js that is to run it. On Node.js 20 npm compiles it, or ' +
  'fetches it compiled, by its install script: allow install scripts for better-sqlite3, then run "npm install better-sqlite3" ' +
  'and "npm rebuild better-sqlite3"; to compile it needs Python, make and a C++ compiler.'
