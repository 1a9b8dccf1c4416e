import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { accepted, type LabCommand, type Outcome } from '@understudy/shared'
import { isOutcome } from '../appliances/outcome-of.ts'
import { fileErrorOf } from '../files/file-error.ts'
import { CommandError, UsageError } from '../usage/errors.ts'
import { ControlClient } from './control-client.ts'
import { controlPaths } from './control-paths.ts'
import { type ControlToken, parseControlToken } from './control-token.ts'
import type { LabTold } from './lab-told.ts'

/** Options of every command that can reach a lab by its control door. */
export const atOptions = {
  at: { value: 'URL', help: 'the control door of a lab in containers' },
  'token-file': {
    value: 'FILE',
    help: 'what admits there (default: $UNDERSTUDY_TOKEN_FILE, or the token in $UNDERSTUDY_TOKEN)',
  },
} as const

/** A lab that runs elsewhere, reached by its control door (LAB-02). */
export interface RemoteLab {
  readonly kind: 'remote'
  readonly name: string
  readonly told: LabTold
  readonly door: ControlClient
  readonly token: ControlToken
  readonly answers: true
}

/** The lab behind that URL. The secret is never on the command line, where every user of the machine sees it (SEC-01). */
export async function labAt(
  url: string,
  tokenFile: string | undefined,
  folder: string,
): Promise<RemoteLab> {
  if (URL.canParse(url) === false || new URL(url).protocol !== 'https:')
    throw new UsageError(`option --at expects https://HOST:PORT, found ${url}`)
  const token = tokenOf(tokenFile, folder)
  const door = await ControlClient.open(url, token)
  const told = (await door.ask(controlPaths.lab)) as LabTold
  if (told.format !== 'understudy-control-1')
    throw new CommandError(`${url} speaks another version of the control door`)
  return { kind: 'remote', name: told.name, told, door, token, answers: true }
}

function tokenOf(tokenFile: string | undefined, folder: string): ControlToken {
  const file = tokenFile ?? process.env['UNDERSTUDY_TOKEN_FILE']
  const text = file === undefined ? process.env['UNDERSTUDY_TOKEN'] : read(resolve(folder, file))
  if (text === undefined)
    throw new UsageError(
      'option --at needs a token: --token-file FILE, $UNDERSTUDY_TOKEN_FILE or $UNDERSTUDY_TOKEN',
    )
  const token = parseControlToken(text)
  if (token === undefined) throw new UsageError(`${file ?? '$UNDERSTUDY_TOKEN'} holds no token`)
  return token
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${fileErrorOf(error)}`)
  }
}

/** One operation of an appliance of that lab. */
export const callRemoteLab = (
  { door }: RemoteLab,
  appliance: string,
  operation: string,
  input: unknown,
  withinMs: number,
): Promise<Outcome<unknown>> =>
  outcome(door.ask(controlPaths.operation(appliance, operation), input ?? {}, withinMs))

/** One command to its network or its clients. */
export const commandRemoteLab = (
  { door }: RemoteLab,
  to: 'network' | 'clients',
  command: LabCommand,
  withinMs: number,
): Promise<Outcome<unknown>> => outcome(door.ask(controlPaths.command(to), command, withinMs))

/** Hands a file over to an appliance of that lab; resolves with its name there. */
export const uploadToRemoteLab = (
  { door }: RemoteLab,
  appliance: string,
  content: Readable,
  withinMs: number,
): Promise<Outcome<string>> =>
  outcome(door.upload(controlPaths.files(appliance), content, withinMs)) as Promise<Outcome<string>>

export const uploadPackageToRemoteLab = (
  { door }: RemoteLab,
  appliance: string,
  content: Readable,
  withinMs: number,
): Promise<Outcome<unknown>> =>
  outcome(door.upload(controlPaths.packages(appliance), content, withinMs))

/** Fetches a file from an appliance of that lab. */
export async function downloadFromRemoteLab(
  { door }: RemoteLab,
  appliance: string,
  file: string,
  sink: Writable,
  withinMs: number,
): Promise<Outcome<unknown>> {
  const instead = await door.download(controlPaths.file(appliance, file), sink, withinMs)
  return instead === null ? accepted({}) : outcome(Promise.resolve(instead))
}

async function outcome(answer: Promise<unknown>): Promise<Outcome<unknown>> {
  const said = await answer
  if (isOutcome(said)) return said
  throw new CommandError('the control door gave an unexpected answer')
}
