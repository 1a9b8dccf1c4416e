import { Readable } from 'node:stream'
import { run } from '../../src/program.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** Runs one command line in this process, from that folder. */
export async function commandLine(
  folder: string,
  args: readonly string[],
  input = '',
): Promise<Ran> {
  let out = ''
  let err = ''
  const code = await run(args, {
    folder,
    out: (text) => {
      out += text
    },
    err: (text) => {
      err += text
    },
    input: async () => input,
    lines: () => Readable.from(input.split('\n')),
    columns: 100,
    outColor: false,
    errColor: false,
    onStop: () => () => {},
  })
  return { code, out, err }
}
