import { resolve } from 'node:path'
import type { ExtractionDatabase, Round } from '@understudy/integration-client'
import { readSecret } from '../files/read-secret.ts'
import { chooseLab } from '../lab/running/choose-lab.ts'
import { labNamed, whichLab } from '../lab/running/which-lab.ts'
import type { Command } from '../usage/command.ts'
import { CommandError, UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { type CommandLine, parseOptions } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { unknownWord } from '../usage/unknown-word.ts'
import { integerOf, wordsOf } from '../usage/values.ts'
import { integrationSite } from './integration-site.ts'

const defaultEveryS = 3_600

const options = {
  ...whichLab,
  site: {
    value: 'HOST',
    help: 'what it is set to: a name, an address, or an appliance by its name in the lab (default: the site)',
  },
  office: { value: 'OFFICE', help: 'where it stands in the network (default: the first office)' },
  user: { value: 'NAME', help: 'an account of /login that may use the APIs' },
  'password-file': { value: 'FILE', help: 'a file with its password' },
  database: {
    value: 'URL',
    help: 'a file for SQLite, or postgres://… without a password (default: integration-client.db)',
  },
  'database-password-file': {
    value: 'FILE',
    help: 'a file with the password for a PostgreSQL (default: PGPASSWORD or PGPASSFILE)',
  },
  client: {
    value: 'VERSION',
    help: 'before-10.6 keeps LSIDs as integers; from-10.6 as text, and alters an older one’s tables (default: from-10.6)',
  },
  files: { value: 'FOLDER', help: 'keep recordings and backups there too' },
  'backup-every': { value: 'HOURS', help: 'fetch a backup that often, with --files' },
  once: { help: 'pull once, then end' },
  every: { value: 'SECONDS', help: `pull that often (default: ${defaultEveryS})` },
  json: { help: 'a JSON line for each round' },
} as const

export const integrationClient: Command = {
  name: 'integration-client',
  summary: "pull a running lab's session data by the reporting API into a database",
  synopsis: '--user NAME --password-file FILE [--lab LAB] [--site HOST] [--database URL] [--once]',
  options,
  notes: [
    'It goes through the lab’s HTTP door as a program of an office, in real time, and may be killed at any moment.',
    'Set by name it follows a swing, set by an address it stays with that appliance.',
  ],
  examples: [
    'understudy integration-client --user ic --password-file ic.txt --once --json',
    'understudy integration-client --user ic --password-file ic.txt --site b --database postgres://localhost/ic',
  ],
  run: async (args, terminal) => {
    const line = parseOptions(args, options)
    wordsOf(line.words, [])
    return await pull(line, terminal)
  },
}

/** Loaded where it is needed: no other command waits for its databases. */
const library = () => import('@understudy/integration-client')

async function pull(line: CommandLine, terminal: Terminal): Promise<number> {
  const { folder } = terminal
  const settings = settingsOf(line, folder)
  const password = await databasePassword(line, folder)
  const lab = await chooseLab(folder, labNamed(line, folder))
  const { host, door } = await integrationSite(
    lab,
    line.values.get('site'),
    line.values.get('office'),
  )
  const { ExtractedFiles, passwordCredentials, runClient } = await library()
  const database = await openDatabase(settings, host, password)
  const stopping = new AbortController()
  const forget = terminal.onStop(() => stopping.abort())
  let last: Round | undefined
  try {
    const files = settings.folder === null ? null : new ExtractedFiles(settings.folder)
    const credentials = passwordCredentials(settings.user, settings.password)
    const parts = { door, database, credentials, signal: stopping.signal }
    await runClient({ ...settings, files }, parts, (round) => {
      last = round
      terminal.out(line.flags.has('json') ? `${JSON.stringify(round)}\n` : sentenceOf(round))
    })
  } finally {
    forget()
    await database.close()
  }
  return last?.problem === null ? exitCodes.ok : exitCodes.failed
}

function settingsOf({ values, flags }: CommandLine, folder: string) {
  const [user, passwordFile] = [values.get('user'), values.get('password-file')]
  if (user === undefined || passwordFile === undefined)
    throw new UsageError('options --user and --password-file are needed')
  const generation = values.get('client') ?? 'from-10.6'
  if (generation !== 'before-10.6' && generation !== 'from-10.6')
    throw unknownWord('client', generation, ['before-10.6', 'from-10.6'])
  if (flags.has('once') && values.has('every'))
    throw new UsageError('give either --once or --every')
  const [files, hours] = [values.get('files'), values.get('backup-every')]
  if (hours !== undefined && files === undefined)
    throw new UsageError('option --backup-every needs --files')
  const url = values.get('database') ?? 'integration-client.db'
  return {
    generation,
    url: url.includes('://') ? url : resolve(folder, url),
    user,
    password: readSecret(passwordFile, folder),
    everyMs: flags.has('once')
      ? null
      : 1_000 * integerOf('--every', values.get('every') ?? String(defaultEveryS), periodS),
    folder: files === undefined ? null : resolve(folder, files),
    backupEveryMs:
      hours === undefined ? null : 3_600_000 * integerOf('--backup-every', hours, periodHours),
  } as const
}

const periodS = { min: 1, max: 7 * 86_400 }
const periodHours = { min: 1, max: 8_760 }

async function openDatabase(
  { url, generation }: Pick<ReturnType<typeof settingsOf>, 'url' | 'generation'>,
  host: string,
  password: string | null,
): Promise<ExtractionDatabase> {
  const { ExtractionDatabase, NewerDatabase } = await library()
  try {
    return await ExtractionDatabase.open(url, generation, host, password)
  } catch (error) {
    if (error instanceof NewerDatabase) throw new CommandError(error.message)
    const { code, message } = error as NodeJS.ErrnoException
    throw new CommandError(`the database ${url} does not open: ${code ?? message}`)
  }
}

/** Null = the driver asks the environment. A password in the URL would be in the list of processes (SEC-01). */
async function databasePassword({ values }: CommandLine, folder: string): Promise<string | null> {
  const { hasPassword, isPostgresUrl } = await library()
  const [url, file] = [values.get('database') ?? '', values.get('database-password-file')]
  if (hasPassword(url))
    throw new UsageError(
      'option --database expects no password in the URL, where others see it: --database-password-file, PGPASSWORD or PGPASSFILE',
    )
  if (file === undefined) return null
  if (!isPostgresUrl(url))
    throw new UsageError('option --database-password-file is for --database postgres://…')
  const password = readSecret(file, folder)
  if (password === '') throw new UsageError(`${file}: expected a password, found nothing`)
  return password
}

function sentenceOf({ seen, added, recordings, backup, problem }: Round): string {
  if (problem !== null) return `nothing new was kept for certain: ${problem}\n`
  const files = recordings === 0 ? '' : `, ${recordings} recordings`
  return `${added} new of ${seen} sessions${files}${backup === null ? '' : `, a backup as ${backup}`}\n`
}
