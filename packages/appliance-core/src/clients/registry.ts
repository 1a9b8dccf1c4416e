import type { JumpClient, Store } from '../ports/store.ts'
import { defineSlice, type SliceHolder } from '../slice.ts'

const pageRows = 1_000

/**
 * The Jump Clients and Jumpoints that the site knows (CLI-03, CLI-04): all of them in memory, at most
 * `limits.jumpClientsMax`, and on disk. Changes are noted, and written many at a time by the caller
 * of {@link takeChanged}.
 */
export interface Registry {
  readonly known: Map<string, JumpClient>
  /** The names of those that have yet to be stored. */
  readonly changed: Set<string>
  /** How many have which version. */
  readonly versions: Map<string, number>
}

const registrySlice = defineSlice<Registry>('clients/registry', readRegistry)

export const registryOf = (ctx: SliceHolder): Registry => registrySlice.of(ctx)

/** What the site knows of it; undefined = nothing. */
export const findJumpClient = (ctx: SliceHolder, name: string): JumpClient | undefined =>
  registryOf(ctx).known.get(name)

/** Takes over a row that the peer sent; the caller stores it. */
export function adoptJumpClient(ctx: SliceHolder, one: JumpClient): void {
  putKnown(registryOf(ctx), one)
}

/** Notes what has yet to be stored. */
export function noteChanged(registry: Registry, one: JumpClient): void {
  putKnown(registry, one)
  registry.changed.add(one.name)
}

export const hasChanged = ({ changed }: Registry): boolean => changed.size > 0

/** Those that have yet to be stored, at most so many; they count as stored from now on. */
export function takeChanged({ known, changed }: Registry, limit: number): readonly JumpClient[] {
  const taken: JumpClient[] = []
  for (const name of changed) {
    if (taken.length === limit) break
    const one = known.get(name)
    if (one !== undefined) taken.push(one)
    changed.delete(name)
  }
  return taken
}

function readRegistry(store: Store): Registry {
  const registry: Registry = { known: new Map(), changed: new Set(), versions: new Map() }
  for (let after = '', more = true; more; ) {
    const page = store.jumpClients.page(after, pageRows)
    for (const one of page) putKnown(registry, one)
    after = page.at(-1)?.name ?? ''
    more = page.length === pageRows
  }
  return registry
}

function putKnown({ known, versions }: Registry, one: JumpClient): void {
  const before = known.get(one.name)
  if (before !== undefined) countVersion(versions, before.version, -1)
  countVersion(versions, one.version, 1)
  known.set(one.name, one)
}

function countVersion(versions: Map<string, number>, version: string, change: number): void {
  const count = (versions.get(version) ?? 0) + change
  if (count > 0) versions.set(version, count)
  else versions.delete(version)
}
