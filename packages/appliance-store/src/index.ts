/*
 * SQLite behind the core's Store port: a file for a daemon, `:memory:` for the virtual world. `openStore(path)` returns a
 * store; what every store promises is in `../contract`, whose tests any other implementation must pass too.
 */

export * from './open-store.ts'
export * from './store-error.ts'
