import { type ClientFrame, parseJson, readClientFrame } from '@understudy/shared'

/** The message in a text frame, or a few words on what is wrong with it (SEC-03). */
export function parseClientFrame(text: string): ClientFrame | { readonly wrong: string } {
  const value = parseJson(text)
  if (value === undefined) return { wrong: 'no JSON' }
  const read = readClientFrame(value)
  if (read.ok) return read.message
  const { problem } = read
  return {
    wrong:
      problem.kind === 'untyped' ? 'JSON without a type' : `another "${problem.type.slice(0, 64)}"`,
  }
}
