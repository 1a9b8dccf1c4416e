import type { Runbook, Step } from '@understudy/rehearsal'
import { capabilitiesOf, type LabConfig } from '@understudy/shared'
import { onTheOther, pairOf } from './kinds/wrong-appliance.ts'
import type { Mutation } from './mutation.ts'
import { changed, placesOf, stepAt, stepsOf, withSteps } from './places.ts'

/** The mistakes that the guides warn of by name (G1, G2), as far as they are possible with this runbook and lab. */
export const dangersOf = (runbook: Runbook, lab: LabConfig): readonly Mutation[] =>
  [
    updateBeforeBreak(runbook),
    breakWithoutSync(runbook),
    bothEnabled(runbook, lab),
    establishFromTheOther('established-from-the-wrong-side', runbook, lab),
    establishFromTheOther('forced-from-the-wrong-side', runbook, lab, { force: true }),
    withoutExtraction(runbook, lab),
  ].filter((danger) => danger !== undefined)

const stepsIn = (runbook: Runbook): readonly Step[] =>
  placesOf(runbook).flatMap((place) => stepAt(runbook, place) ?? [])

const danger = (id: string, step: Step, what: string, runbook: Runbook): Mutation => ({
  id,
  kind: 'danger',
  step: step.id,
  what,
  runbook,
})

/** The rule: break the relationship first, and only then install anything. */
function updateBeforeBreak(runbook: Runbook): Mutation | undefined {
  const place = placesOf(runbook).find((one) => stepAt(runbook, one)?.do === 'break-relationship')
  const update = stepsIn(runbook).find((step) => step.update !== undefined)
  if (place === undefined || update === undefined) return undefined
  const steps = stepsOf(runbook, place.window)
  const from = steps.indexOf(update)
  if (from < place.index) return undefined
  const moved = steps.toSpliced(from, 1).toSpliced(place.index, 0, update)
  return danger(
    'updated-before-the-break',
    update,
    `${update.id} is done before the relationship is broken`,
    withSteps(runbook, place.window, moved),
  )
}

/** The rule: force a sync before the break; it sets what both hold from then on. */
function breakWithoutSync(runbook: Runbook): Mutation | undefined {
  const steps = stepsIn(runbook)
  const end = steps.findIndex((step) => step.do === 'break-relationship')
  const syncs = steps.slice(0, Math.max(0, end)).filter((step) => step.do === 'sync-now')
  const [first] = syncs
  if (first === undefined) return undefined
  return danger(
    'broken-without-a-sync',
    first,
    'the relationship is broken without Sync Now before',
    changed(runbook, (step) => (syncs.includes(step) ? null : step)),
  )
}

/** The rule: untick on one before ticking on the other, so that never both have it. */
function bothEnabled(runbook: Runbook, { network }: LabConfig): Mutation | undefined {
  if (network.swing !== 'shared-ip') return undefined
  const leaving = stepsIn(runbook).find(
    (step) => step.do === 'set-address-enabled' && step.with?.['enabled'] === false,
  )
  if (leaving === undefined) return undefined
  return danger(
    'both-addresses-enabled',
    leaving,
    'the shared address is enabled on both',
    changed(runbook, (step) => (step.id === leaving.id ? null : step)),
  )
}

/** The rule: establish the relationship on the future primary; its data replaces the other's. */
function establishFromTheOther(
  id: string,
  runbook: Runbook,
  lab: LabConfig,
  input: Readonly<Record<string, unknown>> = {},
): Mutation | undefined {
  const pair = pairOf(lab)
  const step = stepsIn(runbook).findLast((one) => one.do === 'establish-relationship')
  if (pair === undefined || step === undefined) return undefined
  const wrong = onTheOther(step, pair)
  const forced = input['force'] === true ? ', by force' : ''
  return danger(
    id,
    step,
    `the relationship is established on ${(wrong.on ?? '').toUpperCase()}${forced}`,
    changed(runbook, (one) =>
      one.id === step.id ? { ...wrong, with: { ...wrong.with, ...input } } : one,
    ),
  )
}

/** The rule: before 10.6, extract what the old primary alone recorded. In this mistake nobody is told. */
function withoutExtraction(runbook: Runbook, lab: LabConfig): Mutation | undefined {
  const site = lab.software[lab.start.serves]?.site
  const warned = stepsIn(runbook).find(({ warn = [] }) => warn.includes('session-gap'))
  if (warned === undefined || site === undefined || capabilitiesOf(site).sessionsMerge)
    return undefined
  return danger(
    'swung-without-extraction',
    warned,
    'nobody is told before the swing that sessions of before 10.6 do not merge',
    changed(runbook, (step) => {
      const { warn = [], ...rest } = step
      const others = warn.filter((name) => name !== 'session-gap')
      return others.length === 0 ? rest : { ...rest, warn: others }
    }),
  )
}
