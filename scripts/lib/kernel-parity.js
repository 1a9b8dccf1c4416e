// `scripts/kernel-parity [--quick] [WORD]`: the third carrier of the network's parity suite, Linux itself (DESIGN 8).
const { note, secondsSince } = require('./run.js')
const { setUp } = require('./setup.js')
const { inRoot } = require('./paths.js')
const { pathToFileURL } = require('node:url')
const { checker } = require('./kernel-parity/checker.js')
const { kernelCarrier } = require('./kernel-parity/carrier.js')
const { obstacle, removeAllOf } = require('./kernel-parity/namespaces.js')

/** Real time: what CI has for a case, and what any case may take beyond what it says. */
const QUICK_SECONDS = 15
const PATIENCE_SECONDS = 60
/** Each has half a dozen namespaces, and a process in most of them. */
const AT_ONCE_MAX = 4

const say = (line) => process.stdout.write(`${line}\n`)

/** Exit code 0 where nothing failed, also where this machine lets nobody play: then a line says why. */
async function kernelParity(args) {
  await setUp('all')
  process.exitCode = (await playKernelCases(args)) ? 0 : 1
}

/** Whether nothing failed. */
async function playKernelCases(args) {
  const why = obstacle()
  if (why !== null) {
    say(`skipped: the kernel's own network is not played: ${why}`)
    return true
  }
  const chosen = await casesOf(args)
  const stop = () => {
    removeAllOf(process.pid)
    process.exit(130)
  }
  process.once('SIGINT', stop).once('SIGTERM', stop)
  const waiting = [...chosen]
  const failures = []
  const playNext = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const failed = await playOne(next, chosen.indexOf(next))
      if (failed) failures.push(next.title)
    }
  }
  try {
    await Promise.all(Array.from({ length: AT_ONCE_MAX }, playNext))
  } finally {
    removeAllOf(process.pid)
    process.off('SIGINT', stop).off('SIGTERM', stop)
  }
  say(
    `${chosen.length - failures.length} of ${chosen.length} cases are on the kernel as in the model`,
  )
  return chosen.length > 0 && failures.length === 0
}

async function casesOf(args) {
  const isQuick = args.includes('--quick')
  const [word = ''] = args.filter((arg) => arg !== '--quick')
  const suite = inRoot('packages', 'network-model', 'dist', 'parity', 'index.js')
  const { parityCases, parityNetwork } = await import(pathToFileURL(suite).href)
  const played = parityCases
    .filter(({ kernelSeconds }) => kernelSeconds !== undefined)
    .filter(({ kernelSeconds }) => !isQuick || kernelSeconds <= QUICK_SECONDS)
    .filter(({ title }) => title.includes(word))
    .map((one) => ({ ...one, network: { ...parityNetwork, ...one.network } }))
  // The longest first: so all of them take about as long as it does.
  return played.sort((one, other) => other.kernelSeconds - one.kernelSeconds)
}

async function playOne({ title, network, play, kernelSeconds }, index) {
  const start = performance.now()
  const check = checker()
  let carrier
  try {
    carrier = await kernelCarrier(`${process.pid}-${index}`, network)
    await inTime(play(carrier, check), kernelSeconds + PATIENCE_SECONDS)
  } catch (error) {
    check.failed(error instanceof Error ? (error.stack ?? error.message) : String(error))
  } finally {
    await carrier?.stop()
  }
  say(`${check.failures.length === 0 ? 'ok    ' : 'FAILED'} ${title} (${secondsSince(start)})`)
  for (const failure of check.failures) note(`       ${failure}`)
  return check.failures.length > 0
}

function inTime(played, seconds) {
  let timer
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`not played within ${seconds} s`)), seconds * 1000)
  })
  return Promise.race([played, late]).finally(() => clearTimeout(timer))
}

module.exports = { kernelParity, playKernelCases }
