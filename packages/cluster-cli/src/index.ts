export { run } from './program.ts'
export type { Terminal } from './usage/terminal.ts'
