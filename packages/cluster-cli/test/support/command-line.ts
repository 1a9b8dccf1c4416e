import { Readable } from 'node:stream'
import { run } from '../../src/program.ts'

export interface Ran {
  readonly code: number
  readonly out: string
  readonly err: string
}

/**
 * Runs one command line in this process, from that folder. Where it leaves a report, the report's figures must be what its events
 * say when they are counted again (`verify`, REH-05).
 */
export async function commandLine(
  folder: string,
  args: readonly string[],
  input = '',
): Promise<Ran> {
  const ran = await runLine(folder, args, input)
  const left = args[0] === 'rehearse' ? leftFolder.exec(`${ran.out}\n${ran.err}`)?.[1] : undefined
  if (left === undefined) return ran
  const verified = await runLine(folder, ['verify', left], '')
  if (verified.code !== 0) throw new Error(`verify ${left}: ${verified.out}${verified.err}`)
  return ran
}

/** What `rehearse` says last of where its report is. */
const leftFolder = /^report: (.+)[\\/]report\.html$/m

async function runLine(folder: string, args: readonly string[], input: string): Promise<Ran> {
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
