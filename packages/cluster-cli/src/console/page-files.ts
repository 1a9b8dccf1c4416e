import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildStamp } from '../build-stamp.ts'

/** A file of the console's page, and what it is served as. */
export interface PageFile {
  readonly type: string
  readonly content: Buffer
}

const types = {
  'console.html': 'text/html; charset=utf-8',
  'console.js': 'text/javascript; charset=utf-8',
  'console.css': 'text/css; charset=utf-8',
} as const

/**
 * The page, which is always a bundle: beside this one, in the folder that the environment names, or in the checkout's. Undefined
 * = it was not made: `npm run bundle`.
 */
export function pageFile(name: keyof typeof types): PageFile | undefined {
  try {
    return { type: types[name], content: readFileSync(join(pageFolder(), name)) }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

function pageFolder(): string {
  if (buildStamp !== undefined) return fileURLToPath(new URL('./console', import.meta.url))
  const folder = process.env['UNDERSTUDY_BUNDLES']
  if (folder !== undefined && folder !== '') return join(folder, 'console')
  const checkout = new URL('../../../../bundle/console', import.meta.resolve('@understudy/console'))
  return fileURLToPath(checkout)
}
