import { existsSync, readdirSync, statSync } from 'node:fs'
import { basename, dirname, extname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { UsageError } from '../usage/errors.ts'
import { suggestion } from '../usage/unknown-word.ts'

/** The kinds of files that come with the project, each in its folder of the same name. */
export type ShippedKind = 'runbook' | 'lab'

/** The names of shipped files: "asynchronous". Sorted. */
export function shippedNames(kind: ShippedKind): readonly string[] {
  const folder = shippedFolder(kind)
  if (folder === undefined) return []
  return readdirSync(folder)
    .filter((name) => extname(name) === '.yaml')
    .map((name) => basename(name, '.yaml'))
    .sort()
}

/** A file as it is opened, and as the user knows it. */
export interface NamedFile {
  readonly path: string
  readonly shown: string
}

/** The file a user means: a shipped name, or a path from that folder. A shipped name wins. */
export function fileOf(kind: ShippedKind, word: string, folder: string): NamedFile {
  const shipped = shippedFolder(kind)
  if (shipped !== undefined && shippedNames(kind).includes(word))
    return { path: join(shipped, `${word}.yaml`), shown: `${kind}s/${word}.yaml` }
  const path = resolve(folder, word)
  if (existsSync(path) && statSync(path).isFile()) return { path, shown: word }
  if (/[\\/]|[.]ya?ml$/.test(word)) return absent(word, path)
  throw new UsageError(`unknown ${kind} "${word}"; ${suggestion(word, shippedNames(kind))}`)
}

function absent(word: string, path: string): never {
  const parent = dirname(path)
  if (!existsSync(parent)) throw new UsageError(`${word}: there is no folder ${dirname(word)}`)
  const is = statSync(path, { throwIfNoEntry: false })
  const other = is?.isDirectory() === true ? 'a folder' : 'a pipe or a device'
  const found = is === undefined ? 'there is no such file' : `expected a file, found ${other}`
  throw new UsageError(`${word}: ${found}`)
}

/** Searched for upwards from here, so that sources, dist and a copy of the project all find it. */
function shippedFolder(kind: ShippedKind): string | undefined {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (dirname(folder) !== folder) {
    const candidate = join(folder, `${kind}s`)
    if (existsSync(candidate) && existsSync(join(folder, 'package.json'))) return candidate
    folder = dirname(folder)
  }
  return undefined
}
