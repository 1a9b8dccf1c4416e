import type { OptionTable } from './options.ts'
import type { Terminal } from './terminal.ts'

/** One command of the command line: what help says about it, and what it does. */
export interface Command {
  /** Preceded by the group's word if it belongs to one: "chaos run". */
  readonly name: string
  readonly summary: string
  /** What follows the name: "<runbook> [options]". */
  readonly synopsis: string
  readonly options: OptionTable
  readonly notes?: readonly string[]
  readonly examples: readonly string[]
  /** For the program's own use; not in the overview. */
  readonly hidden?: true
  /** The commands of a group, one of which the next word names. */
  readonly members?: readonly Command[]
  /** Resolves to the exit code. Throws UsageError (3) and CommandError (1). */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>
}
