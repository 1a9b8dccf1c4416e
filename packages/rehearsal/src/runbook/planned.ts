import { capabilitiesOf, type LabConfig } from '@understudy/shared'
import type { Check, Runbook, Step, When } from './schema.ts'
import { inVariants } from './variants.ts'

type Lab = Pick<LabConfig, 'network' | 'clients' | 'software' | 'start'>

/** The runbook as played on that lab: without the steps and checks meant for other labs, or for variants not chosen. */
export function plannedRunbook(written: Runbook, lab: Lab): Runbook {
  const varied = inVariants(written, [])
  const runbook = varied.ok ? varied.runbook : written
  const windows = runbook.windows
    .map((window) => ({ ...window, steps: plannedSteps(window.steps, lab) }))
    .filter((window) => window.steps.length > 0)
  const { backOut } = runbook
  const ways = backOut?.map((way) =>
    way.steps === undefined ? way : { ...way, steps: plannedSteps(way.steps, lab) },
  )
  const planned = { ...runbook, ...pruned(runbook, 'preflight', lab), windows }
  return ways === undefined ? planned : { ...planned, backOut: ways }
}

const plannedSteps = (steps: readonly Step[], lab: Lab): Step[] =>
  steps
    .filter((step) => applies(step.when, lab))
    .map((step) => withChecks(step, lab))
    .filter(hasPurpose)

const withChecks = (step: Step, lab: Lab): Step => ({
  ...step,
  ...pruned(step, 'until', lab),
  ...pruned(step, 'check', lab),
})

/** The field with the checks meant for this lab; nothing if the field is absent. */
function pruned<K extends string>(
  from: { readonly [F in K]?: readonly Check[] },
  field: K,
  lab: Lab,
): { [F in K]?: Check[] } {
  const checks = from[field]
  if (checks === undefined) return {}
  const kept = checks.filter((check) => applies(check.when, lab))
  return { [field]: kept } as { [F in K]?: Check[] }
}

/** False for a step that only observes and has nothing to observe on this lab. */
const hasPurpose = (step: Step): boolean =>
  step.observe === undefined || (step.until?.length ?? 0) + (step.check?.length ?? 0) > 0

function applies(when: When | undefined, lab: Lab): boolean {
  if (when === undefined) return true
  const { swing, integrations, variant } = when
  return (
    variant === undefined &&
    (swing === undefined || [swing].flat().includes(lab.network.swing)) &&
    (integrations === undefined || integrationsAre[integrations](lab))
  )
}

/** Whether the lab has integrations that the step is for. */
const integrationsAre: Readonly<Record<NonNullable<When['integrations']>, (lab: Lab) => boolean>> =
  {
    any: ({ clients }) => (clients.integrations ?? []).length > 0,
    'by-address': ({ clients }) =>
      (clients.integrations ?? []).some(({ setBy }) => setBy === 'address'),
    // Later versions merge what each box has recorded by itself (SYN-03).
    'before-10.6': (lab) => {
      const { site } = lab.software[lab.start.serves] ?? {}
      return integrationsAre.any(lab) && site !== undefined && !capabilitiesOf(site).sessionsMerge
    },
  }
