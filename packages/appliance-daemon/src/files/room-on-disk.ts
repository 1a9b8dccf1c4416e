import { statfs } from 'node:fs/promises'
import { type Refusal, refusal } from '@understudy/shared'

/** What no file of an administrator may take: the appliance's database is on the same disk. */
const keptFreeBytes = 64 * 1024 * 1024
/** Between two looks at the disk, while a file comes in. */
const lookEveryBytes = 16 * 1024 * 1024

/** How many bytes a file may have now. */
export type FindRoom = (folder: string) => Promise<number>

export const findRoom: FindRoom = async (folder) => {
  const { bavail, bsize } = await statfs(folder)
  return Math.max(0, bavail * bsize - keptFreeBytes)
}

/** The disk has no room for a file; nothing of it is kept. */
export class NoRoom extends Error {
  readonly refusal: Refusal

  constructor(foundBytes: number, roomBytes: number) {
    const why = refusal('too-large', { found: foundBytes, expected: roomBytes })
    super(why.message)
    this.refusal = why
  }
}

/**
 * The same parts, as long as there is room for them: else it throws {@link NoRoom}, before it reads anything if the sender has
 * announced more bytes than there is room for.
 */
export async function* whileThereIsRoom(
  parts: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  announcedBytes: number,
  room: () => Promise<number>,
): AsyncGenerator<Uint8Array> {
  const roomBytes = await room()
  if (announcedBytes > roomBytes) throw new NoRoom(announcedBytes, roomBytes)
  let [takenBytes, untilBytes] = [0, Math.min(roomBytes, lookEveryBytes)]
  for await (const part of parts) {
    takenBytes += part.length
    if (takenBytes > untilBytes) {
      // What came before is on the disk already, or will be soon.
      const leftBytes = await room()
      if (part.length > leftBytes)
        throw new NoRoom(takenBytes, takenBytes - part.length + leftBytes)
      untilBytes = takenBytes + Math.min(leftBytes - part.length, lookEveryBytes)
    }
    yield part
  }
}
