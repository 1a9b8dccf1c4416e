import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'

/** A secret by what it is, and the files in which it may lie: those whose path below the lab's folder matches. */
export interface Secret {
  readonly text: string
  readonly allowed?: RegExp
}

export type Secrets = Readonly<Record<string, Secret>>

/** Where below that folder a secret lies that may not: "logs/a.log: the passphrase". */
export function misplacedIn(folder: string, secrets: Secrets): readonly string[] {
  return filesBelow(folder).flatMap((file) => {
    const path = relative(folder, file).split(sep).join('/')
    const bytes = readFileSync(file)
    return Object.entries(secrets).flatMap(([name, { text, allowed }]) =>
      bytes.includes(text) && allowed?.test(path) !== true ? [`${path}: ${name}`] : [],
    )
  })
}

/** Which secrets that text shows. */
export const shownIn = (text: string, secrets: Secrets): readonly string[] =>
  Object.entries(secrets).flatMap(([name, secret]) => (text.includes(secret.text) ? [name] : []))

/** The command lines and environments that this user can see of every process of the machine, as `ps` shows them. */
export const processList = (): string =>
  existsSync('/proc')
    ? readdirSync('/proc')
        .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
        .flatMap((pid) =>
          ['cmdline', 'environ'].map((what) => readOrNothing(`/proc/${pid}/${what}`)),
        )
        .join('\n')
    : ''

const readOrNothing = (file: string): string => {
  try {
    return readFileSync(file, 'latin1')
  } catch {
    return ''
  }
}

const filesBelow = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return filesBelow(path)
    return entry.isFile() ? [path] : []
  })
