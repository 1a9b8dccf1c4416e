/*
 * The core's Store port in plain data, without Node.js: the disk of a virtual appliance where thousands of worlds are
 * played (`chaos`, `simulator`). It keeps the contract of `appliance-store/contract`, as SQLite does, and the same seed
 * gives the same trace on both.
 *
 * 1. `new MemoryStore()` is a fresh, empty disk.
 * 2. `store.copy()` is another disk with the same content; what both hold is shared until one of them writes.
 * 3. With a `packing` millions of sessions take little room: the older ones are packed.
 */

export { MemoryStore } from './memory-store.ts'
export type { Packing } from './packing.ts'
