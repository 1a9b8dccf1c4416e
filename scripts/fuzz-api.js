#!/usr/bin/env node
// Asks the XML APIs so many things at random (default 100,000) and checks every document against its schema: what a test
// does with 2,000. `node scripts/fuzz-api.js [REQUESTS] [SEED]`, after a build.
const { pathToFileURL } = require('node:url')
const { join } = require('node:path')

const support = join(__dirname, '..', 'packages', 'appliance-api', 'dist', 'test', 'support')
const load = (name) => import(pathToFileURL(join(support, name)).href)
/** As many at a time as the validator's memory takes. */
const atOnce = 500

async function main(requests = 100_000, seed = 1) {
  const { fuzz } = await load('fuzz.js')
  const { whyInvalid } = await load('xmllint.js')
  let checked = 0
  // Ten thousand requests at a time, so that their documents need not lie in memory all at once.
  for (let done = 0; done < requests; done += 10_000)
    for (const { schema, documents } of fuzz(Math.min(10_000, requests - done), seed + done))
      for (let from = 0; from < documents.length; from += atOnce) {
        const why = await whyInvalid(documents.slice(from, from + atOnce), schema)
        if (why !== '') throw new Error(`seed ${seed + done}: ${why}`)
        checked += Math.min(atOnce, documents.length - from)
      }
  console.log(`${requests} requests, ${checked} documents, all of them valid`)
}

main(...process.argv.slice(2).map(Number)).catch((error) => {
  console.error(error)
  process.exitCode = 1
})
