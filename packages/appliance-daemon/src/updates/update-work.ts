import type { ApplianceInput, UpdateWork, UpdateWorkDone } from '@understudy/appliance-core'
import { nodeSigning } from '@understudy/certificates/signing'
import {
  accepted,
  boxSecretOf,
  bytesOfBase64,
  downloadKeyOf,
  type NetworkOutputOf,
  type Outcome,
  refusal,
  refused,
  sealQuestion,
} from '@understudy/shared'
import type { Surroundings } from '../surroundings/surroundings.ts'
import type { UpdateFiles } from './update-files.ts'

export interface UpdateWorkPorts {
  readonly name: string
  readonly siteHostname: string
  readonly surroundings: Surroundings
  readonly updateFiles: UpdateFiles
  readonly push: (input: ApplianceInput) => void
}

/** Does what the core asks for its updates. Lab time waits for it. */
export async function doUpdateWork(ports: UpdateWorkPorts, work: UpdateWork): Promise<void> {
  const { surroundings, push } = ports
  surroundings.work.begin()
  try {
    const done = await doneWork(ports, work)
    if (done !== null) push({ kind: 'update-work-done', done })
  } finally {
    surroundings.work.end()
  }
}

async function doneWork(ports: UpdateWorkPorts, work: UpdateWork): Promise<UpdateWorkDone | null> {
  const { updateFiles, siteHostname, name } = ports
  switch (work.kind) {
    case 'ask':
      return { kind: 'asked', request: work.request, outcome: await asked(ports, work) }
    case 'open': {
      const { request, file } = work
      await fetchIfAtHand(ports, file)
      return { kind: 'opened', request, opened: await updateFiles.look(file) }
    }
    case 'seal-key': {
      const key = downloadKeyOf(work.claims, nodeSigning, boxSecretOf(siteHostname, name))
      return { kind: 'sealed', request: work.request, key }
    }
    case 'unpack':
      return { kind: 'unpacked', trouble: await updateFiles.unpack(work.file) }
    case 'drop':
      await updateFiles.drop(work.file)
      return null
    case 'tidy':
      await updateFiles.tidy(work.keep)
      return null
  }
}

async function asked(
  { name, siteHostname, surroundings, updateFiles }: UpdateWorkPorts,
  { question, keepAs }: Extract<UpdateWork, { kind: 'ask' }>,
): Promise<Extract<UpdateWorkDone, { kind: 'asked' }>['outcome']> {
  const sealed = sealQuestion(question, nodeSigning, boxSecretOf(siteHostname, name))
  const input = { via: name, ...sealed }
  const answer = await surroundings.askNetwork({ kind: 'ask-update-server', input })
  if (!answer.ok) return answer
  const { offers, content } = answer.value as NetworkOutputOf<'ask-update-server'>
  const bytes = content === null ? undefined : bytesOfBase64(content)
  if (keepAs === null || bytes === undefined) return accepted({ offers, opened: null })
  await updateFiles.keep(keepAs, [bytes])
  return accepted({ offers, opened: await updateFiles.look(keepAs) })
}

/** A file that the operator has at hand is uploaded first. */
async function fetchIfAtHand(
  { surroundings, updateFiles }: UpdateWorkPorts,
  file: string,
): Promise<void> {
  if (await updateFiles.has(file)) return
  const fetched = await surroundings.askNetwork({ kind: 'fetch-download', input: { file } })
  if (!fetched.ok) return
  const { content } = fetched.value as NetworkOutputOf<'fetch-download'>
  const bytes = bytesOfBase64(content)
  if (bytes !== undefined) await updateFiles.keep(file, [bytes])
}

/** Outside any lab there is no update server. */
export const noUpdateServer = async (): Promise<Outcome<never>> =>
  refused(
    refusal('update-server-unreachable', {
      appliance: 'this appliance',
      host: 'update-server',
      found: 'it is in no lab',
    }),
  )
