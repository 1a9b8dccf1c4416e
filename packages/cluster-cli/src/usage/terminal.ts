export interface Screen {
  /** Replaces what is drawn. */
  readonly draw: (lines: readonly string[]) => void
  /** A line that stays, above what is drawn. */
  readonly above: (line: string) => void
  /** Takes away what is drawn. Idempotent. */
  readonly end: () => void
}

/** What a command may touch of its process, so that tests can substitute it. */
export interface Terminal {
  /** The folder relative names start from. */
  readonly folder: string
  /** Standard output: what was asked for. */
  readonly out: (text: string) => void
  /** Standard error: progress and error messages. */
  readonly err: (text: string) => void
  /** The whole of standard input. */
  readonly input: () => Promise<string>
  /** Standard input line by line; the prompt is for people only. */
  readonly lines: (prompt: string) => AsyncIterable<string>
  /** Calls back with each line of standard input from now on; the returned function ends that. */
  readonly onLine?: (listener: (line: string) => void) => () => void
  /** Whoever started this process by Node's own channel: the console. It is told things, and says things. */
  readonly starter?: {
    readonly tell: (message: unknown) => void
    readonly onMessage: (listener: (message: unknown) => void) => () => void
  }
  /** Lines that stay at the bottom of a terminal and are drawn again in place; left out where there is no terminal. */
  readonly screen?: Screen
  /** Width of the terminal, in characters. */
  readonly columns: number
  readonly outColor: boolean
  readonly errColor: boolean
  /** Calls back at each request to stop (Ctrl-C, SIGTERM); the returned function ends that. */
  readonly onStop: (listener: (signal: string) => void) => () => void
}
