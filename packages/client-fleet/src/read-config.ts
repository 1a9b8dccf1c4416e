import { readFileSync } from 'node:fs'
import { schemaErrors } from '@understudy/shared'
import { FleetConfig } from './fleet-config.ts'
import { StartFailure } from './start-failure.ts'

/** Reads and checks the configuration; a {@link StartFailure} says what was expected and found. */
export function readConfig(path: string): FleetConfig {
  const value = parse(path, readText('configuration', path))
  const [error] = schemaErrors(FleetConfig, value)
  if (error === undefined) return value as FleetConfig
  const { path: where, expected, found } = error
  throw new StartFailure(3, `${path}: ${where || '/'}: expected ${expected}, found ${found}.`)
}

/** The file's text; `what` it is names it in the failure. */
export function readText(what: string, path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new StartFailure(3, `The ${what} ${path} cannot be read: ${(error as Error).message}.`)
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new StartFailure(3, `${path} is not JSON: ${(error as Error).message}.`)
  }
}
