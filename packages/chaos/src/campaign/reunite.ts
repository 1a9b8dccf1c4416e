import type { ApplianceStatus, InputOf, NetworkOutputOf } from '@understudy/shared'
import { establishFrom } from '../nemesis/establish-from.ts'
import { addressOf, leadSiteTo } from '../nemesis/lead-site.ts'
import { preSharedKey } from '../nemesis/pre-shared-key.ts'
import type { Stage } from '../nemesis/stage.ts'
import { type PairName, updatePackage } from '../schedule/lab-options.ts'
import { type Course, pass, statusOf } from './course.ts'

/*
 * The liveness phase: nothing is broken any more, and one operator looks at both boxes' pages and does what they say,
 * step by step, until the two are a synced pair again. The law of convergence says that this ends (CHA-03).
 */

type Step = (stage: Stage, a: ApplianceStatus, b: ApplianceStatus) => void

interface Remedy {
  readonly applies: (a: ApplianceStatus, b: ApplianceStatus, stage: Stage) => boolean
  readonly why: string
  readonly step: Step
}

const lookEveryMs = 2_000
const looksMax = 600

/** How the two ended up, or why they never did. */
export type Reunion =
  | { readonly ok: true; readonly primary: PairName }
  | { readonly ok: false; readonly found: string }

export function* reunite(
  stage: Stage,
  onLook: (a: ApplianceStatus, b: ApplianceStatus) => void,
): Course<Reunion> {
  let last = ''
  for (let look = 0; look < looksMax; look++) {
    const a = yield* statusOf('a')
    const b = yield* statusOf('b')
    onLook(a, b)
    if (isReunited(a, b) && areLedRightly(stage, a, b))
      return { ok: true, primary: a.role === 'primary' ? 'a' : 'b' }
    const remedy = remedies.find(({ applies }) => applies(a, b, stage))
    last = `${remedy?.why ?? 'nothing to be done'}: ${shortOf(a)}; ${shortOf(b)}`
    remedy?.step(stage, a, b)
    yield* pass(lookEveryMs)
  }
  return { ok: false, found: last }
}

const shortOf = (status: ApplianceStatus): string => {
  const { name, role, epoch, state, relationship, sync } = status
  return `${name} is ${role} at epoch ${epoch} (${state}), link ${relationship?.link ?? 'none'}, last sync ${sync.lastResult} ${sync.lastReason}`
}

function isReunited(a: ApplianceStatus, b: ApplianceStatus): boolean {
  const [primary, backup] = a.role === 'primary' ? [a, b] : [b, a]
  return (
    primary.role === 'primary' &&
    backup.role === 'backup' &&
    [a, b].every(({ relationship }) => relationship?.link === 'up' && !relationship.conflict) &&
    primary.state === 'serving' &&
    backup.state === 'backup' &&
    areSharedRightly(primary, true) &&
    areSharedRightly(backup, false) &&
    !isClockOff(a, b) &&
    !areCertificatesInTrouble(a, b) &&
    backup.sync.state === 'idle' &&
    backup.sync.lastResult === 'success' &&
    a.base === b.base &&
    a.site === b.site
  )
}

/** Factory new: it has never been in sync with anybody, and holds nothing. */
const isNew = ({ role, sync, sessions }: ApplianceStatus): boolean =>
  role === 'none' && sync.lastFinishedAtMs === null && sessions.stored === 0
const isClockOff = (...both: readonly ApplianceStatus[]): boolean =>
  both.some(({ clock }) => clock.offMs !== 0)
const areCertificatesInTrouble = (...both: readonly ApplianceStatus[]): boolean =>
  both.some(({ certificates }) => certificates.trouble !== '')
const needsSupport = ({ installation }: ApplianceStatus): boolean =>
  installation !== null && installation.state !== 'running'

/** Somebody has downloaded the package by hand, so that it is offered no longer; it is not on the box (UPD-04). */
function wasSavedByHand(stage: Stage, name: PairName): boolean {
  const { answer = null, operation } =
    stage.asked.findLast(
      (one) => one.on === name && ['install-update', 'upload-update'].includes(one.operation),
    ) ?? {}
  if (operation !== 'install-update' || answer === null || answer.ok) return false
  return answer.refusal.code === 'not-offered'
}

/** Support gives it once more. */
function uploadFromSupport(stage: Stage, name: PairName): void {
  const answer = stage.network?.({
    kind: 'support-download',
    input: { appliance: name, package: updatePackage },
  })
  if (answer?.ok !== true) return
  const [saved] = (answer.value as NetworkOutputOf<'support-download'>).files
  if (saved !== undefined) stage.ask(name, 'upload-update', { file: saved.file })
}

const sharedOf = ({ addresses }: ApplianceStatus) => addresses.filter(({ shared }) => shared)

const areSharedRightly = (status: ApplianceStatus, enabled: boolean): boolean =>
  sharedOf(status).every((address) => address.enabled === enabled)

/** Where traffic does not follow the role by itself, an operator has to lead it there (NET-04, NET-05). */
const areLedRightly = ({ lab }: Stage, ...both: readonly ApplianceStatus[]): boolean =>
  lab.network.swing === 'shared-ip' ||
  both.every(({ role, siteLeadsHere }) => siteLeadsHere === (role === 'primary'))

/** The first that applies is done; then the operator looks again. */
const remedies: readonly Remedy[] = [
  {
    why: 'an installation needs support',
    applies: (a, b) => [a, b].some(needsSupport),
    step: (stage, a, b) => {
      for (const one of [a, b])
        if (needsSupport(one)) stage.ask(one.name as PairName, 'repair-appliance')
    },
  },
  {
    why: 'an installation, an exchange or an attempt is under way',
    applies: (a, b) =>
      [a, b].some(({ state }) => ['maintenance', 'swapping', 'establishing'].includes(state)),
    step: () => {},
  },
  {
    why: 'one is new and has no key yet',
    applies: (a, b) => [a, b].some(({ hasPreSharedKey }) => !hasPreSharedKey),
    step: (stage, a, b) => {
      for (const one of [a, b])
        if (!one.hasPreSharedKey)
          stage.ask(one.name as PairName, 'set-pre-shared-key', { key: preSharedKey })
    },
  },
  {
    why: 'somebody set a clock, and it is wrong',
    applies: (a, b) => isClockOff(a, b),
    step: (stage, a, b) => {
      for (const one of [a, b])
        if (isClockOff(one)) stage.ask(one.name as PairName, 'set-clock', { ntp: true })
    },
  },
  {
    why: 'clients refuse a certificate',
    applies: (a, b) => areCertificatesInTrouble(a, b),
    step: (stage, a, b) => {
      for (const one of [a, b])
        if (areCertificatesInTrouble(one))
          for (const { address } of one.addresses)
            stage.ask(one.name as PairName, 'assign-certificate', {
              certificate: 'factory',
              address,
            })
    },
  },
  {
    why: 'the packages differ',
    applies: (a, b) => a.base !== b.base,
    step: (stage, a, b) => {
      const behind = a.base < b.base ? 'a' : 'b'
      if (wasSavedByHand(stage, behind)) uploadFromSupport(stage, behind)
      else stage.ask(behind, 'install-update', { package: updatePackage, acceptEula: true })
    },
  },
  {
    why: 'one is new, and the other’s relationship is with a box that is no more',
    applies: (a, b) => [a, b].some(isNew) && [a, b].some(({ role }) => role !== 'none'),
    step: (stage, a) => void stage.ask(isNew(a) ? 'b' : 'a', 'break-relationship'),
  },
  {
    why: 'neither is in a relationship',
    applies: (a, b) => a.role === 'none' && b.role === 'none',
    step: (stage, a, b) => {
      // Whoever has the traffic has the newer data. The loss on the other is announced, and accepted here (FO-03).
      const isA = !isNew(a) && (isNew(b) || a.siteLeadsHere || !b.siteLeadsHere)
      const primary = isA ? 'a' : 'b'
      const input: InputOf<'establish-relationship'> = {
        ...establishFrom(stage.lab, primary),
        force: true,
      }
      stage.ask(primary, 'establish-relationship', input)
    },
  },
  {
    why: 'one has not heard that the relationship is over',
    applies: (a, b) => a.role === 'none' || b.role === 'none',
    step: () => {},
  },
  {
    why: 'the link is down',
    applies: (a, b) => [a, b].some(({ relationship }) => relationship?.link !== 'up'),
    step: () => {},
  },
  {
    why: 'both are primary',
    applies: (a, b) => a.role === 'primary' && b.role === 'primary',
    step: (stage, a, b) =>
      void stage.ask(a.epoch < b.epoch ? 'a' : 'b', 'become-backup', { force: true }),
  },
  {
    why: 'both are backup',
    applies: (a, b) => a.role === 'backup' && b.role === 'backup',
    step: (stage) => void stage.ask('a', 'become-primary', { force: true }),
  },
  {
    why: 'the shared address is not where the role is',
    applies: (a, b) => [a, b].some((one) => !areSharedRightly(one, one.role === 'primary')),
    step: (stage, a, b) => {
      for (const one of [a, b])
        for (const { address, enabled } of sharedOf(one))
          if (enabled !== (one.role === 'primary'))
            stage.ask(one.name as PairName, 'set-address-enabled', {
              address,
              enabled: one.role === 'primary',
            })
    },
  },
  {
    why: 'the site is led to the wrong box',
    applies: (a, b, stage) => !areLedRightly(stage, a, b),
    step: (stage, a) => void leadSiteTo(stage, addressOf(stage, a.role === 'primary' ? 'a' : 'b')),
  },
  {
    why: 'they are not in sync',
    applies: (a, b) =>
      [a, b].some(({ role, sync }) => role === 'backup' && sync.state !== 'running'),
    step: (stage, a) => void stage.ask(a.role === 'backup' ? 'a' : 'b', 'sync-now'),
  },
]
