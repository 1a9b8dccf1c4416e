import { createInterface } from 'node:readline'
import type { ReadStream, WriteStream } from 'node:tty'

type Input = Pick<ReadStream, 'isTTY'> & NodeJS.ReadableStream
type Output = Pick<WriteStream, 'isTTY'> & NodeJS.WritableStream

/** A stream's lines; on a terminal with a prompt, editing and history. Ends when the stream ends, or with Ctrl-C. */
export async function* linesOf(
  input: Input,
  output: Output,
  prompt: string,
): AsyncGenerator<string> {
  const isTerminal = input.isTTY === true && output.isTTY === true
  const reader = createInterface({ input, ...(isTerminal ? { output, prompt } : {}) })
  reader.on('SIGINT', () => reader.close())
  try {
    if (isTerminal) reader.prompt()
    for await (const line of reader) {
      yield line
      if (isTerminal) reader.prompt()
    }
  } finally {
    reader.close()
  }
}
