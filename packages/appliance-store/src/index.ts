/*
 * SQLite behind the core's Store port: a file for a daemon, `:memory:` for the virtual world. `openStore(path)` answers a
 * store; what every store keeps is in `../contract`, which any other implementation runs too.
 */

export * from './open-store.ts'
export * from './store-error.ts'
