import { readFileSync } from 'node:fs'
import { type LabConfig, type LabFile, resolveLab } from '@understudy/shared'
import { parse } from 'yaml'
import type { Runbook } from '../src/index.ts'

/** A runbook that ships with the project. */
export const shippedRunbook = (name: string): Runbook => shipped(`runbooks/${name}.yaml`) as Runbook

/** A lab that ships with the project. */
export const shippedLab = (name: string): LabConfig =>
  resolveLab(shipped(`labs/${name}.yaml`) as LabFile)

/** The value of a shipped YAML file. */
export const shipped = (path: string): unknown => parse(shippedText(path))

/** The text of a file of the project. Tests run from packages/rehearsal/dist/test. */
export const shippedText = (path: string): string =>
  readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8')
