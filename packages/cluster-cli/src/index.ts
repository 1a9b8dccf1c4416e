export { run } from './program.ts'
export type { Surroundings } from './usage/surroundings.ts'
