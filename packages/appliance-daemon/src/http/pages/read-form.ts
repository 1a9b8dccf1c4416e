import type { Entered } from '@understudy/appliance-pages'
import {
  isOperation,
  type OperationName,
  operationOf,
  type Refusal,
  refusal,
} from '@understudy/shared'
import type { FastifyRequest } from 'fastify'
import { NoRoom } from '../../files/room-on-disk.ts'
import { updateFileBytesMax } from '../../updates/update-files.ts'
import { BadForm, boundaryOf, readMultipart } from './multipart.ts'
import type { PageSite } from './page-ports.ts'

/** A form as it was sent; its file is held, and its field has the name under which it is. */
export type SentForm =
  | { readonly ok: true; readonly entered: Entered }
  | { readonly ok: false; readonly entered: Entered; readonly refusal: Refusal }

/** `mayHandOver`: whether the form's sender may ask for that operation, known from the fields before the file. */
export async function readForm(
  site: PageSite,
  request: FastifyRequest,
  mayHandOver: (entered: Entered) => Refusal | null,
): Promise<SentForm> {
  const boundary = boundaryOf(request.headers['content-type'])
  if (boundary === undefined) return { ok: true, entered: (request.body ?? {}) as Entered }
  const entered: Record<string, string | string[]> = Object.create(null)
  let refused: Refusal | null = null
  site.work.begin()
  try {
    await readMultipart(request.body as AsyncIterable<Uint8Array>, boundary, {
      onField(name, value) {
        const before = entered[name]
        entered[name] = before === undefined ? value : [before, value].flat()
      },
      async onFile(name, parts) {
        refused ??= mayHandOver(entered)
        if (refused !== null) return
        const taken = await takeIn(site, String(entered['operation']), parts)
        if (typeof taken === 'string') entered[name] = taken
        else refused = taken
      },
    })
  } catch (error) {
    refused ??= refusalOf(error)
  } finally {
    site.work.end()
  }
  return refused === null ? { ok: true, entered } : { ok: false, entered, refusal: refused }
}

/** The name of what is held now; a refusal: it is not. */
async function takeIn(
  { updateFiles, files }: PageSite,
  operation: string,
  parts: AsyncIterable<Uint8Array>,
): Promise<string | Refusal> {
  if (!isOperation(operation)) return refusal('invalid-input', noFileFor)
  if (operation === 'upload-update') {
    const taken = await updateFiles.takeIn(bounded(parts, updateFileBytesMax))
    return taken.ok ? taken.file : taken.refusal
  }
  if (!takesFile(operation)) return refusal('invalid-input', noFileFor)
  return (await files.put(parts)).file
}

const noFileFor = { where: 'file', expected: 'a form that takes a file', found: 'another one' }

export const takesFile = (operation: OperationName): boolean =>
  operation === 'upload-update' || operationOf(operation).file === 'takes'

class TooLarge extends Error {}

async function* bounded(
  parts: AsyncIterable<Uint8Array>,
  bytesMax: number,
): AsyncGenerator<Uint8Array> {
  let length = 0
  for await (const part of parts) {
    length += part.length
    if (length > bytesMax) throw new TooLarge()
    yield part
  }
}

/** The disk is full or broken, the sender has left, or it is no form: nothing of the file is kept. */
function refusalOf(error: unknown): Refusal {
  if (error instanceof NoRoom) return error.refusal
  if (error instanceof TooLarge)
    return refusal('too-large', { found: 'more', expected: updateFileBytesMax })
  const { code, message } = error as NodeJS.ErrnoException
  return error instanceof BadForm
    ? refusal('invalid-input', { where: 'body', expected: 'a form', found: message })
    : refusal('file-not-stored', { found: code ?? message })
}
