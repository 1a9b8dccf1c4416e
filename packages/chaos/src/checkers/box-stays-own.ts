import type { Store } from '@understudy/appliance-core'
import { askedOfAccounts, helper } from '../nemesis/accounts.ts'
import type { Asked } from '../nemesis/stage.ts'
import { type PairName, pairNames } from '../schedule/lab-options.ts'
import { type Checker, isUnheard } from './checker.ts'

/** What adds one to the certificates that a box keeps. */
const makesCertificate: readonly Asked['operation'][] = [
  'create-self-signed-certificate',
  'create-certificate-request',
  'import-certificate',
]

/**
 * What belongs to a box, its accounts of /appliance and its certificates, is what was asked of that box, and nothing that came with a
 * sync, a backup or a role (SYN-01); what was acknowledged is on its disk (SYN-06).
 */
export const boxStaysOwn: Checker = {
  law: 'box-stays-own',
  spec: 'SYN-01',
  watch: ({ stage, stores }, tell) => {
    /** Another box stands there since: what was asked before is nobody's. */
    const newSince = new Map<PairName, number>()
    const look = (name: PairName): void => {
      const from = newSince.get(name) ?? 0
      const expected = isThere(askedOfAccounts(stage, from), name)
      const found = boxAccountsOn(stores[name]).includes(helper)
      if (expected !== 'unknown' && expected !== found)
        tell(`${name} ${found ? 'has' : 'lacks'} the account ${helper} of /appliance`)
      const made = stage.asked
        .slice(from)
        .filter(({ on, operation }) => on === name && makesCertificate.includes(operation))
      const kept = certificatesOn(stores[name])
      if (kept.length > made.length) tell(`${name} keeps certificates that nobody made there`, kept)
      for (const { answer } of made)
        if (answer?.ok === true && !kept.includes((answer.value as Made).certificate))
          tell(`${name} lacks a certificate that it has acknowledged`, kept)
    }
    return {
      onDestroyed: (name) => void newSince.set(name, stage.asked.length),
      onStep: () => {
        if (stage.readsDisksAtOnce) for (const name of pairNames) look(name)
      },
      onDisk: look,
    }
  },
}

interface Made {
  readonly certificate: string
}

/** As far as the answers say: what was never answered may have been done. */
function isThere(asked: ReturnType<typeof askedOfAccounts>, name: PairName): boolean | 'unknown' {
  let is: boolean | 'unknown' = false
  for (const { on, operation, interface: which, answer } of asked) {
    if (on !== name || which !== 'appliance' || operation === 'log-in') continue
    if (isUnheard(answer)) is = 'unknown'
    else if (answer?.ok) is = operation !== 'remove-user'
  }
  return is
}

const boxAccountsOn = ({ values }: Store): readonly string[] =>
  Object.keys(JSON.parse(values.get('box-accounts') ?? '{}'))

const certificatesOn = ({ values }: Store): readonly string[] =>
  (JSON.parse(values.get('certificates') ?? '{"kept":[]}') as { kept: { id: string }[] }).kept.map(
    ({ id }) => id,
  )
