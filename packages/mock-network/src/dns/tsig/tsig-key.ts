import { randomBytes } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { readTextFile, StartFailure } from '@understudy/lab-channel'

/** A key that signs updates of the lab's zone (RFC 8945). */
export interface TsigKey {
  /** Lower case. */
  readonly name: string
  readonly secret: Buffer
}

export const tsigAlgorithm = 'hmac-sha256'
const keyName = 'understudy-lab'
const secretBytes = 32

/**
 * The lab's key, created if the file does not exist; only its user may read the file (SEC-01), which has the form that
 * `nsupdate -k` and `dig -k` read.
 */
export function tsigKeyOfLab(path: string): TsigKey {
  const key = { name: keyName, secret: randomBytes(secretBytes) }
  try {
    writeFileSync(path, keyFileText(key), { mode: 0o600, flag: 'wx' })
    return key
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    if (code === 'EEXIST') return parseKeyFile(readTextFile("lab's update key", path), path)
    throw new StartFailure(3, `The lab's update key ${path} cannot be made: ${message}.`, error)
  }
}

export function keyFileText({ name, secret }: TsigKey): string {
  return `key "${name}" {\n\talgorithm ${tsigAlgorithm};\n\tsecret "${secret.toString('base64')}";\n};\n`
}

/** If the text is no such key, throws a {@link StartFailure} that quotes none of it. */
export function parseKeyFile(text: string, path: string): TsigKey {
  const form =
    /^\s*key\s+"?([a-z0-9.-]{1,200})"?\s*\{\s*algorithm\s+"?hmac-sha256"?\s*;\s*secret\s+"([A-Za-z0-9+/]{22,200}={0,2})"\s*;\s*\}\s*;\s*$/
  const [, name, secret] = form.exec(text) ?? []
  if (name !== undefined && secret !== undefined) {
    return { name, secret: Buffer.from(secret, 'base64') }
  }
  throw new StartFailure(3, `${path}: expected a key of ${tsigAlgorithm} with name and secret.`)
}
