import type { Document } from 'yaml'

/** More than any lab or runbook needs. A value that contains itself has no last level. */
const levelsMax = 64

/** Limits what aliases can make of a small file (SEC-03). */
const aliasesMax = 100

/** The value of a YAML document without errors. Throws an Error with a sentence if it cannot be expressed as JSON. */
export function yamlValue(document: Document.Parsed): unknown {
  const value: unknown = document.toJS({ maxAliasCount: aliasesMax })
  if (isDeeperThan(levelsMax, value))
    throw new Error(
      `expected at most ${levelsMax} levels; found more, or an alias within what it stands for`,
    )
  return value
}

const isDeeperThan = (levels: number, value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((part) => isDeeperThan(levels - 1, part)))
