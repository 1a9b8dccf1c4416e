import type { Work } from '@understudy/lab-channel'

/** A part of the program that is loaded when it is needed: the lab's clock waits meanwhile, as for any work. */
export async function loaded<T>(work: Work, load: () => Promise<T>): Promise<T> {
  work.begin()
  try {
    return await load()
  } finally {
    // What it was loaded for begins first.
    setImmediate(() => work.end())
  }
}
