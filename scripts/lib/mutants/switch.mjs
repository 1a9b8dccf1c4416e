// Loaded before the tests: puts the points into the compiled files as they are loaded. Which of them is taken out is
// said from outside, for each run of a test file anew, so that one process tries many. The files themselves stay as
// they are, so nothing has to be put back.
import { readFileSync } from 'node:fs'
import { register } from 'node:module'

/** Of each compiled file, by its URL, the edits, or its whole text as StrykerJS has changed it. */
export const files = JSON.parse(readFileSync(process.env.UNDERSTUDY_POINTS, 'utf8'))

let mutant
let reached = new Set()

globalThis.understudyMutant = (id) => {
  reached.add(id)
  return id === mutant
}

/** By this name StrykerJS's files ask which defect is theirs, and note what is reached. */
const stryker = { activeMutant: undefined, mutantCoverage: { static: {}, perTest: {} } }
globalThis.__stryker__ = stryker

register('./load.mjs', import.meta.url, { data: files })

/** Takes that one out from here on; undefined = none. */
export function take(id) {
  mutant = id
  stryker.activeMutant = id
  reached = new Set()
  // The files hold on to the object.
  for (const seen of Object.keys(stryker.mutantCoverage.static))
    delete stryker.mutantCoverage.static[seen]
}

export const reachedSince = () => [...reached, ...Object.keys(stryker.mutantCoverage.static)]
