import { hostsOf, type LabConfig, type NetworkConfig, rosterOf } from '@understudy/shared'
import { type LabSetting, labSettingsOf } from '../files/lab-settings.ts'
import { readLab, readLabFile } from '../files/lab-source.ts'
import { type KeptPlan, keptPlan } from '../lab/folder/kept-lab.ts'
import { namedLabFolder } from '../lab/folder/lab-folder.ts'
import { UsageError } from '../usage/errors.ts'
import type { CommandLine } from '../usage/options.ts'
import { labNameOf, seedOf } from '../usage/values.ts'
import { changeKept, isKept, readLabToMake } from './lab-to-make.ts'

/**
 * What `up` is to bring up: the lab kept in the named folder, with the command line's changes; otherwise the file's
 * lab, or the default one. A lab that was up before keeps what its data depend on (LAB-01).
 */
export function planOfUp({ values, lists }: CommandLine, folder: string): KeptPlan {
  const settings = labSettingsOf(values.get('swing'), lists.get('set'))
  const word = values.get('lab')
  const asked = values.get('name')
  // A lab that was up here continues; with --name, another one is made from its file.
  const goesOn = word !== undefined && asked === undefined && isKept(word, folder)
  const named = word === undefined || goesOn ? undefined : readLabToMake(word, folder, { settings })
  const own = goesOn ? word : undefined
  const name = labNameOf(asked ?? own ?? named?.lab.name ?? defaultName(settings, folder))
  const kept = keptPlan(namedLabFolder(folder, name))
  const seed = values.get('seed')
  if (kept === undefined) {
    const { file, lab } = named ?? readLabFile('default', folder, { settings })
    const participants = [...hostsOf(lab), 'clients']
    return { lab: liveLab(lab, name), file, seed: seedOf(seed), participants }
  }
  if (seed !== undefined && seedOf(seed) !== kept.seed)
    throw new UsageError(
      `option --seed: the lab ${name} was made with ${kept.seed}; choose another --name for ${seed}`,
    )
  if (named === undefined && settings.length === 0) return kept
  const { file, lab } = named ?? changeKept(name, folder, { settings })
  requireAddresses(kept, lab, name)
  return { ...kept, file, lab: liveLab(lab, name) }
}

/** Read without the other settings: a kept lab may have fields the default one lacks. */
function defaultName(settings: readonly LabSetting[], folder: string): string {
  const naming = settings.filter(({ pointer }) => pointer === '/name')
  return readLab('default', folder, { settings: naming }).name
}

/** An appliance's addresses are stored in its data and its peer's. */
function requireAddresses(kept: KeptPlan, { network }: LabConfig, name: string): void {
  const addressesOf = ({ sharedAddress, appliances }: NetworkConfig) =>
    [...appliances.map(({ address }) => address), sharedAddress].join(', ')
  const [before, now] = [addressesOf(kept.lab.network), addressesOf(network)]
  if (before === now) return
  throw new UsageError(
    `the lab ${name} was made with the addresses ${before} (${rosterOf(kept.lab).join(', ')}, shared); choose another --name for ${now}`,
  )
}

/** People look at it: a clock that jumps whenever everything is idle would never stand still. */
const liveLab = (lab: LabConfig, name: string): LabConfig => ({
  ...lab,
  name,
  clock: lab.clock === 'skip' ? 'realtime' : lab.clock,
})
