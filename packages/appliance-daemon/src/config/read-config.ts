import { readFileSync } from 'node:fs'
import { schemaErrors } from '@understudy/shared'
import { StartFailure } from '../start-failure.ts'
import { DaemonConfig } from './daemon-config.ts'

/** Reads and checks a configuration file; a {@link StartFailure} says what was expected and found. */
export function readConfig(path: string): DaemonConfig {
  const value = parse(path, read(path))
  const [error] = schemaErrors(DaemonConfig, value)
  if (error !== undefined)
    throw new StartFailure(
      3,
      `${path}: ${error.path || '/'}: expected ${error.expected}, found ${error.found}.`,
    )
  return value as DaemonConfig
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new StartFailure(
      3,
      `The configuration ${path} cannot be read: ${(error as Error).message}.`,
    )
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    throw new StartFailure(3, `${path} is not JSON: ${(error as Error).message}.`)
  }
}
