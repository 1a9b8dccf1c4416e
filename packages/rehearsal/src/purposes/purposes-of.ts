import {
  type ApplianceName,
  type LabConfig,
  type Purpose,
  type Role,
  type SwingMethod,
  sameHost,
} from '@understudy/shared'
import { fillIn, placeholdersOf } from '../runbook/placeholders.ts'
import type { Runbook, Step } from '../runbook/schema.ts'

/** Something a step is meant to bring about, and which events show that it happened. */
export type Intention =
  | { readonly purpose: 'installation'; readonly step: string; readonly on: ApplianceName }
  | { readonly purpose: 'swing'; readonly step: string; readonly to: ApplianceName }
  | {
      readonly purpose: 'role'
      readonly step: string
      readonly of: ApplianceName
      readonly role: Role
    }
  | { readonly purpose: Extract<Purpose, 'check'>; readonly step: string }

/**
 * Everything the runbook sets out to do on that lab (REH-08). A step that leads the traffic where it already goes (only
 * lowering a TTL, say) or that lets go of an address is not a swing.
 */
export function intentionsOf(runbook: Runbook, lab: LabConfig): readonly Intention[] {
  let ledTo = lab.start.serves
  return stepsOf(runbook).flatMap((step) => {
    const to = destinationOf(step, lab)
    const isSwing = to !== undefined && to !== ledTo
    if (to !== undefined) ledTo = to
    return [
      ...installationOf(step),
      ...(isSwing ? [{ purpose: 'swing', step: step.id, to } as const] : []),
      ...roleOf(step),
      ...(isChecked(step) ? [{ purpose: 'check', step: step.id } as const] : []),
    ]
  })
}

const stepsOf = ({ windows }: Runbook): readonly Step[] => windows.flatMap(({ steps }) => steps)

const installationOf = ({ id, on, update }: Step): readonly Intention[] =>
  update === undefined || on === undefined ? [] : [{ purpose: 'installation', step: id, on }]

const roleOperations: Readonly<Record<string, Role>> = {
  'become-primary': 'primary',
  'become-backup': 'backup',
}

function roleOf({ id, on, do: operation = '' }: Step): readonly Intention[] {
  const role = roleOperations[operation]
  return role === undefined || on === undefined ? [] : [{ purpose: 'role', step: id, of: on, role }]
}

/** An update checks what is installed at the end. */
const isChecked = ({ update, test, sameKey, until, check }: Step): boolean =>
  update !== undefined ||
  test !== undefined ||
  sameKey !== undefined ||
  (until?.length ?? 0) > 0 ||
  (check?.length ?? 0) > 0

/** Where the step leads the site's traffic; undefined = it leads it nowhere. */
function destinationOf(step: Step, lab: LabConfig): ApplianceName | undefined {
  const { operation, destination } = swings[lab.network.swing]
  if (step.do !== operation) return undefined
  // What is installed has no influence on where the traffic goes.
  const input = fillIn(step.with ?? {}, placeholdersOf(lab, undefined))
  return destination(input as Readonly<Record<string, unknown>>, step, lab)
}

interface Swing {
  readonly operation: string
  readonly destination: (
    input: Readonly<Record<string, unknown>>,
    step: Step,
    lab: LabConfig,
  ) => ApplianceName | undefined
}

const swings: Readonly<Record<SwingMethod, Swing>> = {
  'shared-ip': {
    operation: 'set-address-enabled',
    destination: ({ address, enabled }, { on }, { network }) =>
      enabled === true && sameHost(String(address), network.sharedAddress) ? on : undefined,
  },
  dns: {
    operation: 'set-record',
    destination: ({ name, address }, _step, lab) =>
      sameHost(String(name), lab.network.siteHostname) ? holderOf(String(address), lab) : undefined,
  },
  nat: {
    operation: 'set-nat-rule',
    destination: ({ address }, _step, lab) => holderOf(String(address), lab),
  },
}

/** The appliance with that address, in whatever notation; undefined = none has it. */
const holderOf = (address: string, { network }: LabConfig): ApplianceName | undefined =>
  network.appliances.find((one) => sameHost(one.address, address))?.name
