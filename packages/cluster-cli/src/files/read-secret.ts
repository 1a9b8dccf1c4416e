import { resolve } from 'node:path'
import { readText } from './read-text.ts'

/** A password, key or passphrase that a file holds, without the blanks and the line's end around it. Refuses as `readText` does. */
export const readSecret = (file: string, folder: string): string =>
  readText({ path: resolve(folder, file), shown: file }).trim()
