// Loaded before a test: puts the points into the compiled files as they are loaded, and takes one of them out.
// The files themselves stay as they are, so nothing has to be put back.
import { appendFileSync, readFileSync } from 'node:fs'
import { register } from 'node:module'

const { UNDERSTUDY_MUTANT: mutant, UNDERSTUDY_REACHED: reachedFile } = process.env
const files = JSON.parse(readFileSync(process.env.UNDERSTUDY_POINTS, 'utf8'))
const reached = new Set()

globalThis.understudyMutant = (id) => {
  reached.add(id)
  return id === mutant
}
register('./load.mjs', import.meta.url, { data: files })
if (reachedFile !== undefined)
  process.on('exit', () => appendFileSync(reachedFile, [...reached, ''].join('\n')))
