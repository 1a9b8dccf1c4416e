// `scripts/pages`: plays the test of the upgrade by hand as people would have it, and keeps a picture of each page.
const path = require('node:path')
const { parseArgs } = require('node:util')
const { note } = require('./run.js')
const { setUp } = require('./setup.js')
const { runTestFiles } = require('./test-files.js')

const TEST = 'packages/cluster-cli/dist/test/pages/by-hand.test.js'
const LANGUAGES = ['en', 'pt-PT', 'pt-BR']
const OPTIONS = {
  minutes: { type: 'string', default: '1' },
  languages: { type: 'string', default: LANGUAGES.join() },
  'no-script': { type: 'boolean', default: false },
  out: { type: 'string', default: path.join('out', 'pages') },
}
/** Five installations, and what else there is to do. */
const msPerLanguage = (minutes) => (6 * minutes + 5) * 60_000

async function pages(args) {
  const options = read(args)
  if (options === undefined) {
    note(
      `error: expected [--minutes N, at most 60] [--languages ${LANGUAGES.join()}] [--no-script] [--out DIR], found "${args.join(' ')}"`,
    )
    process.exitCode = 3
    return
  }
  await setUp('all')
  process.env.UNDERSTUDY_PAGES_MINUTES = String(options.minutes)
  process.env.UNDERSTUDY_PAGES_LANGUAGES = options.languages.join()
  process.env.UNDERSTUDY_PAGES_PICTURES = path.resolve(options.out)
  if (options.noScript) process.env.UNDERSTUDY_PAGES_NO_SCRIPT = 'yes'
  const fileMsMax = options.languages.length * msPerLanguage(options.minutes)
  const { failed } = await runTestFiles([TEST], note, { fileMsMax })
  note(`pictures: ${path.resolve(options.out)}`)
  process.exitCode = failed === 0 ? 0 : 1
}

function read(args) {
  try {
    const { values } = parseArgs({ args, options: OPTIONS })
    const minutes = Number(values.minutes)
    const languages = values.languages.split(',')
    const isKnown = languages.every((language) => LANGUAGES.includes(language))
    if (!(minutes > 0 && minutes <= 60) || !isKnown) return undefined
    return { minutes, languages, noScript: values['no-script'], out: values.out }
  } catch {
    return undefined
  }
}

module.exports = { pages }
