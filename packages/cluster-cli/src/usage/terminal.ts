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
  /** Width of the terminal, in characters. */
  readonly columns: number
  readonly outColor: boolean
  readonly errColor: boolean
  /** Calls back at each request to stop (Ctrl-C, SIGTERM); the returned function ends that. */
  readonly onStop: (listener: (signal: string) => void) => () => void
}
