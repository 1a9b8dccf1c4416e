import type { Stage } from './stage.ts'
import type { ToxicSpec } from './toxic-spec.ts'

/**
 * Which stage continues as which toxic: by origin, name and type, in order. A toxic that has moved counts as
 * new, so that no byte overtakes another.
 */
export function pairStages(
  stages: readonly Stage[],
  specs: readonly ToxicSpec[],
): ReadonlyMap<Stage, ToxicSpec> {
  const kept = new Map<Stage, ToxicSpec>()
  let from = 0
  for (const spec of specs) {
    const index = stages.findIndex((stage, i) => i >= from && isSame(stage.spec, spec))
    const stage = stages[index]
    if (stage === undefined) continue
    kept.set(stage, spec)
    from = index + 1
  }
  return kept
}

/** The stages in the order of `specs`; those that could not be removed keep their place. */
export function arrangeStages(
  staying: readonly Stage[],
  specs: readonly ToxicSpec[],
  kept: ReadonlyMap<Stage, ToxicSpec>,
  fresh: (spec: ToxicSpec) => Stage,
): readonly Stage[] {
  const stages: Stage[] = []
  let next = 0
  for (const spec of specs) {
    const index = staying.findIndex((stage, i) => i >= next && kept.get(stage) === spec)
    if (index < 0) stages.push(fresh(spec))
    else {
      stages.push(...staying.slice(next, index + 1))
      next = index + 1
    }
  }
  return [...stages, ...staying.slice(next)]
}

/**
 * The kept stages that start afresh: those with changed settings and, as in Toxiproxy, the toxic before one that
 * has come or gone. Faults of the lab neither cause nor suffer the latter.
 */
export function restartsOf(
  before: readonly Stage[],
  after: readonly Stage[],
  kept: ReadonlyMap<Stage, ToxicSpec>,
): ReadonlyMap<Stage, ToxicSpec> {
  const restarts = new Map<Stage, ToxicSpec>()
  for (const [stage, spec] of kept) {
    const gone = before[before.indexOf(stage) + 1]
    const come = after[after.indexOf(stage) + 1]
    const isDisturbed =
      spec.fault === undefined &&
      ((isToxic(gone) && !kept.has(gone)) || (isToxic(come) && !before.includes(come)))
    if (isDisturbed || hasChanged(stage.spec, spec)) restarts.set(stage, spec)
  }
  return restarts
}

const isToxic = (stage: Stage | undefined): stage is Stage =>
  stage !== undefined && stage.spec.fault === undefined

const isSame = (one: ToxicSpec, other: ToxicSpec): boolean =>
  one.fault === other.fault && one.name === other.name && one.type === other.type

function hasChanged(one: ToxicSpec, other: ToxicSpec): boolean {
  if (one === other) return false
  const names = Object.keys({ ...one.attributes, ...other.attributes })
  return (
    one.toxicity !== other.toxicity ||
    one.seed !== other.seed ||
    names.some((name) => one.attributes[name] !== other.attributes[name])
  )
}
