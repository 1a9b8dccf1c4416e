import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { loopback, placeOf } from '@understudy/lab-channel'
import { certificateFolderFiles } from '@understudy/shared'
import { ControlDoor } from '../containers/control-door.ts'
import { controlRequests } from '../containers/control-requests.ts'
import { Keeper, notForContainers } from '../containers/keeper.ts'
import { layout } from '../containers/layout.ts'
import { replaceFile } from '../files/replace-file.ts'
import { certifyLab } from '../lab/folder/certificate-authority.ts'
import { keepPlan } from '../lab/folder/kept-lab.ts'
import { makeLabFolder, namedLabFolder, tokenOf } from '../lab/folder/lab-folder.ts'
import { type LabDoors, doorsOf as namedDoors } from '../lab/processes/lab-doors.ts'
import { controlName } from '../remote/control-paths.ts'
import { encodeControlToken, fingerprintOf } from '../remote/control-token.ts'
import type { Command } from '../usage/command.ts'
import { UsageError } from '../usage/errors.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import type { Terminal } from '../usage/terminal.ts'
import { wordsOf } from '../usage/values.ts'
import { planOfUp } from './plan-of-up.ts'

const options = {
  lab: { value: 'FILE', help: 'the lab' },
  members: { value: 'NAMES', help: 'the appliances that have containers, with commas between' },
  doors: { value: 'DOORS', help: 'the doors that are published, and by which ports: dns=5300,…' },
} as const

/** What the network's container runs in a lab in containers (LAB-02). */
export const keepLab: Command = {
  name: 'keep-lab',
  summary: 'keep a lab whose members have containers of their own (started by docker-compose.yml)',
  synopsis: '--lab FILE --members NAMES --doors DOORS',
  options,
  examples: [],
  hidden: true,
  run: async (args, terminal) => {
    const line = parseOptions(args, options)
    wordsOf(line.words, [])
    const members = line.values.get('members')
    if (members === undefined) throw new UsageError('option --members is missing')
    return await keep(line, members.split(','), terminal)
  },
}

/** "dns=5300,socks=1080": named as in the network's ready line. */
function doorsOf(text: string): LabDoors['ports'] {
  const ports = text.split(',').map((door) => door.split('='))
  return namedDoors({
    ports: Object.fromEntries(ports.map(([name, port]) => [name, Number(port)])),
  }).ports
}

/** "updates=8480" among them: the doors that are not the network's. */
function doorOf<D extends 'updates' | 'console'>(door: D, text: string): Pick<LabDoors, D> {
  const port = new RegExp(`(?:^|,)${door}=(\\d+)(?:,|$)`).exec(text)?.[1]
  return (port === undefined ? {} : { [door]: Number(port) }) as Pick<LabDoors, D>
}

async function keep(
  line: Parameters<typeof planOfUp>[0],
  members: readonly string[],
  { folder: workingFolder, err, onStop }: Terminal,
): Promise<number> {
  const plan = planOfUp(line, workingFolder)
  const objection = notForContainers(plan.lab, members)
  if (objection !== undefined) throw new UsageError(objection)
  const folder = namedLabFolder(workingFolder, plan.lab.name)
  makeLabFolder(folder)
  keepPlan(folder, plan)
  await certifyLab(folder, plan.lab, new Date(), {
    [controlName]: [controlName, ...loopback.certifiedNames],
  })
  const read = (file: string): string =>
    readFileSync(join(folder.certificateFolder(controlName), file), 'utf8')
  const authorityPem = readFileSync(folder.caFile, 'utf8')
  const secret = tokenOf(folder)
  const token = encodeControlToken({ fingerprint: fingerprintOf(authorityPem), secret })
  replaceFile(join(workingFolder, 'control-token'), `${token}\n`, 0o600)
  const published = line.values.get('doors') ?? ''
  const ownDoors = { ...doorOf('updates', published), ...doorOf('console', published) }
  // In a Swarm there is no console, and no folder for it.
  if (ownDoors.console !== undefined)
    replaceFile(join(layout.memberFolders, 'console', 'control-token'), `${token}\n`, 0o600)
  replaceFile(join(workingFolder, 'ca.pem'), authorityPem, 0o644)
  const keeper = new Keeper(folder, plan, (text) => err(`${text}\n`))
  const door = new ControlDoor(
    {
      keyPem: read(certificateFolderFiles.key),
      certificatePem: read(certificateFolderFiles.certificate),
      authorityPem,
      secret,
    },
    controlRequests(keeper, folder, {
      ports: doorsOf(published),
      resolvers: {},
      published: {},
      ...ownDoors,
    }),
  )
  const stopped = new Promise<void>((resolve) => onStop(() => resolve()))
  await door.listen(layout.controlPort, placeOf('containers').host)
  void keeper.start()
  await stopped
  door.stop()
  await keeper.stop()
  return exitCodes.ok
}
