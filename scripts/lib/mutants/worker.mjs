// The process that runs test files again and again, each time with another point taken out. Sources are loaded once
// (they keep no state outside of objects), a test file anew each time; starting Node.js would cost more than most tests.
import { pathToFileURL } from 'node:url'
import t from 'tap'
import { files, reachedSince, take } from './switch.mjs'

/** tap lets go of the channel to the parent, and would end with the last test. */
setInterval(() => {}, 2 ** 30)

let runs = 0

process.on('message', async ({ file, mutant }) => {
  take(mutant)
  const failedBefore = t.counts.fail
  let broken = false
  try {
    runs += 1
    await import(`${pathToFileURL(file).href}?run=${runs}`)
  } catch {
    broken = true
  }
  // The root runs one test after the other: when this one has ended, all of the file have.
  await t.test('end of the file', async () => {})
  process.send({ passed: !broken && t.counts.fail === failedBefore, reached: reachedSince() })
})
for (const [url, edited] of Object.entries(files)) if (typeof edited === 'string') await import(url)
process.send({ ready: true, atStart: reachedSince() })
