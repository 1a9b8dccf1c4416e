import { readFileSync } from 'node:fs'
import { schemaErrors } from '@understudy/shared'
import type { Static, TSchema } from 'typebox'
import { StartFailure } from './start-failure.ts'

/**
 * Reads and checks a configuration; a {@link StartFailure} says where it is wrong, what was expected and what was
 * found.
 */
export function readConfigFile<Schema extends TSchema>(
  schema: Schema,
  path: string,
): Static<Schema> {
  return parseConfig(schema, readTextFile('configuration', path), path)
}

/** Checks a configuration given as JSON; a failure begins with `where` it is from. */
export function parseConfig<Schema extends TSchema>(
  schema: Schema,
  text: string,
  where: string,
): Static<Schema> {
  const value = parse(text, where)
  const [error] = schemaErrors(schema, value)
  if (error === undefined) return value as Static<Schema>
  const { path, expected, found } = error
  throw new StartFailure(3, `${where}: ${path || '/'}: expected ${expected}, found ${found}.`)
}

/** The text of a file; a failure calls it `what` and quotes none of the text. */
export function readTextFile(what: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new StartFailure(3, `The ${what} ${path} cannot be read: ${(error as Error).message}.`)
  }
}

function parse(text: string, where: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new StartFailure(3, `${where} is not JSON: ${(error as Error).message}.`)
  }
}
