import { closeSync, openSync, readSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'

const chunkBytes = 1 << 20

/** The lines of a text in UTF-8, without what ends them, read piece by piece: no text can be longer than half a gigabyte. */
export function* linesIn(file: string): Iterable<string> {
  const open = openSync(file, 'r')
  try {
    const chunk = Buffer.alloc(chunkBytes)
    const decoder = new StringDecoder('utf8')
    let begun = ''
    for (let read = readSync(open, chunk); read > 0; read = readSync(open, chunk)) {
      const lines = decoder.write(chunk.subarray(0, read)).split('\n')
      lines[0] = begun + lines[0]
      begun = lines.pop() ?? ''
      yield* lines
    }
    yield begun + decoder.end()
  } finally {
    closeSync(open)
  }
}
