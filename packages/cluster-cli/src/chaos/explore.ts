import { performance } from 'node:perf_hooks'
import {
  type Explored,
  type Reach,
  Search,
  type SearchOptions,
  scopeNames,
  scopes,
  tellViolation,
} from '@understudy/chaos'
import { MemoryStore } from '@understudy/memory-store'
import { exitCodes } from '../usage/exit-codes.ts'
import type { CommandLine } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { unknownWord } from '../usage/unknown-word.ts'
import { countOf } from './options.ts'

export interface Exploration extends SearchOptions {
  readonly secondsMax: number
}

export function explorationOf(word: string, values: CommandLine['values']): Exploration {
  const name = scopeNames.find((known) => known === word)
  if (name === undefined) throw unknownWord('scope', word, scopeNames)
  const faults = {
    crash: countOf(values, 'crashes', 1, 0),
    cut: countOf(values, 'cuts', 1, 0),
    reset: countOf(values, 'resets', 0, 0),
    delay: countOf(values, 'delays', 0, 0),
    sync: countOf(values, 'syncs', 0, 0),
  }
  return {
    scope: scopes[name],
    faults,
    statesMax: countOf(values, 'states', 2_000_000, 1),
    secondsMax: countOf(values, 'seconds', 60, 1),
  }
}

/** Looks at everything in the scope and reports its progress, and the shortest way to a broken law if there is one. */
export function explore(plan: Exploration, asJson: boolean, { out, err }: Terminal): number {
  const startedAtMs = performance.now()
  const secondsGone = (): number => (performance.now() - startedAtMs) / 1_000
  const openDisk = () => new MemoryStore()
  let toldAt = 0
  const search = new Search(plan, {
    openDisk,
    isTimeUp: () => secondsGone() > plan.secondsMax,
    onDepth: (reach) => {
      if (secondsGone() - toldAt < 2) return
      toldAt = secondsGone()
      err(`${reachText(reach)}, ${toldAt.toFixed(0)} s\n`)
    },
  })
  const explored = search.run()
  const seconds = secondsGone()
  const { violation } = explored
  const way = violation === null ? [] : tellViolation(violation, plan, { openDisk })
  if (asJson) out(`${JSON.stringify(jsonOf(plan, explored, way, seconds), null, 2)}\n`)
  else for (const line of linesOf(plan, explored, way, seconds)) out(`${line}\n`)
  if (violation !== null) return exitCodes.failed
  return explored.isExhausted ? exitCodes.ok : exitCodes.inconclusive
}

const count = (number: number): string => number.toLocaleString('en')

const reachText = ({ depth, states, frontier }: Reach): string =>
  `depth ${depth}: ${count(states)} states, ${count(frontier)} to go on from`

function linesOf(
  { scope, faults }: Exploration,
  explored: Explored,
  way: readonly string[],
  seconds: number,
): readonly string[] {
  const { states, transitions, ends, boxes, steps, violation, isExhausted } = explored
  const allowed = Object.entries(faults).flatMap(([kind, often]) =>
    often === 0 ? [] : [`${kind} ${often}`],
  )
  const verdict =
    violation !== null
      ? `broken in ${violation.path.length} actions: ${violation.law} (${violation.spec})`
      : isExhausted
        ? 'exhausted: no law is broken'
        : 'not exhausted: no law was broken so far'
  return [
    `${scope.name}: ${scope.summary}`,
    `faults: ${allowed.length === 0 ? 'none' : allowed.join(', ')}`,
    `${reachText(explored)}; ${count(transitions)} transitions, ${count(ends)} ends`,
    `${count(boxes)} states of one appliance, the core asked ${count(steps)} times`,
    `${seconds.toFixed(1)} s, ${count(Math.round(states / seconds))} states a second`,
    verdict,
    ...way,
  ]
}

const jsonOf = (
  { scope, faults }: Exploration,
  { violation, ...reach }: Explored,
  way: readonly string[],
  seconds: number,
) => ({ scope: scope.name, faults, ...reach, seconds, violation, way })
