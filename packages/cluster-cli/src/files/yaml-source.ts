import { type Document, isMap, isScalar, LineCounter, parseDocument } from 'yaml'
import { UsageError } from '../usage/errors.ts'
import { badFile, type Problem } from './problem.ts'
import { readText } from './read-text.ts'
import type { NamedFile } from './shipped.ts'
import { yamlValue } from './yaml-value.ts'

/** A YAML file: its value, and the place of each part in it. */
export interface YamlSource {
  readonly file: string
  readonly value: unknown
  /** `file:line:column` of the part with that JSON Pointer, or of its nearest existing parent. */
  readonly placeOf: (pointer: string) => string
}

/** Reads a YAML file. Refuses syntax errors, duplicate keys and more than one document, with the place. */
export function readYaml(file: NamedFile): YamlSource {
  return parseYaml(file.shown, readText(file))
}

function parseYaml(file: string, text: string): YamlSource {
  const lines = new LineCounter()
  const document = documentOf(file, text, lines)
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${file}:${line}:${col}`
  }
  // To the parser unknown tags are warnings; here they have no place in a file.
  const faults = [...document.errors, ...document.warnings]
  if (faults.length > 0)
    throw badFile(faults.map((e) => `${at(e.pos[0])}: ${sentenceOf(e.message)}`))
  return {
    file,
    value: contentOf(file, document),
    placeOf: (pointer) => at(offsetOf(document, keysOf(pointer))),
  }
}

/** Refuses the file with these problems: `lab.yaml:3:12: at clients/representatives: expected integer, found "x"`. */
export function refuse(source: YamlSource, problems: readonly Problem[]): UsageError {
  return badFile(
    problems.map(({ path, expected, found }) => {
      const where = path === '' ? '' : `at ${keysOf(path).join('/')}: `
      return `${source.placeOf(path)}: ${where}expected ${expected}, found ${found}`
    }),
  )
}

function documentOf(file: string, text: string, lineCounter: LineCounter): Document.Parsed {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, uniqueKeys: true })
  } catch (error) {
    // The parser recurses: a file of nothing but brackets ends up here.
    throw new UsageError(`${file}: cannot be read as YAML: ${(error as Error).message}`)
  }
}

function contentOf(file: string, document: Document.Parsed): unknown {
  try {
    return yamlValue(document)
  } catch (error) {
    throw new UsageError(`${file}: cannot be read as YAML: ${(error as Error).message}`)
  }
}

const sentenceOf = (message: string): string => {
  const [first = ''] = message.split('\n')
  return `not valid YAML: ${first.trim()}`
}

const keysOf = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))

/** For a field, the place of its key, since readers look there; for a list item, its own. */
function offsetOf(document: Document.Parsed, keys: readonly string[]): number {
  let node: unknown = document.contents
  let offset = rangeOf(node) ?? 0
  for (const key of keys) {
    const pair = isMap(node)
      ? node.items.find((p) => isScalar(p.key) && String(p.key.value) === key)
      : undefined
    const next = pair?.value ?? (isMap(node) ? undefined : itemOf(node, key))
    const found = rangeOf(next) ?? rangeOf(pair?.key)
    if (found === undefined) return offset
    offset = found
    node = next
  }
  return offset
}

function itemOf(node: unknown, key: string): unknown {
  const items = (node as { items?: readonly unknown[] } | null)?.items
  return items?.[Number(key)]
}

const rangeOf = (node: unknown): number | undefined =>
  (node as { range?: readonly number[] | null } | null | undefined)?.range?.[0]
