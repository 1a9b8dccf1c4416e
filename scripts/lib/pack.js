// `scripts/pack [FOLDER]`: the one package `understudy` as a tarball in that folder (out/ otherwise). Nothing is published.
const { execFileSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { inRoot } = require('./paths.js')
const { note, runNpm, secondsSince } = require('./run.js')
const { writeBundles } = require('./bundles.js')
const { licencesOf } = require('./package/licences.js')
const { manifest } = require('./package/manifest.js')
const { schemas } = require('./package/schemas.js')
const { libraryTypes } = require('./package/types.js')
const { setUp, SetupError, withSetupErrors } = require('./setup.js')

/** Taken as they are. */
const SHIPPED = [
  'runbooks',
  'labs',
  'scenarios',
  'docs',
  'examples',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
]

async function pack([folder = inRoot('out'), ...rest]) {
  await withSetupErrors(() => {
    if (rest.length > 0) throw new SetupError('scripts/pack expects at most one folder.')
  })
  await setUp('runtime')
  const start = performance.now()
  const file = await makePackage(path.resolve(folder))
  note(`packed ${Math.round(fs.statSync(file).size / 1024)} KiB in ${secondsSince(start)}`)
  console.log(file)
}

/** Makes the tarball of what is compiled, and answers its path. */
async function makePackage(folder) {
  fs.mkdirSync(folder, { recursive: true })
  const staging = fs.mkdtempSync(path.join(folder, 'package-'))
  try {
    await fill(staging)
    return await withSetupErrors(() => tarballOf(staging, folder))
  } finally {
    fs.rmSync(staging, { recursive: true, force: true })
  }
}

async function fill(staging) {
  const metafile = writeBundles(path.join(staging, 'bundle'), { commit: commit(), library: true })
  for (const name of SHIPPED) fs.cpSync(inRoot(name), path.join(staging, name), { recursive: true })
  const write = (name, text) => {
    fs.mkdirSync(path.dirname(path.join(staging, name)), { recursive: true })
    fs.writeFileSync(path.join(staging, name), text)
  }
  write('package.json', json(manifest()))
  write('bundle/library.d.ts', libraryTypes())
  write('THIRD-PARTY-LICENCES.txt', licencesOf(metafile))
  for (const [name, schema] of Object.entries(await schemas()))
    write(`schemas/${name}`, json(schema))
}

/** Runs npm pack; answers the tarball's path. */
function tarballOf(staging, folder) {
  const done = runNpm(['pack', staging, '--pack-destination', folder, '--loglevel=error'])
  const { name, version } = manifest()
  const file = path.join(folder, `${name}-${version}.tgz`)
  if (done.status === 0 && fs.existsSync(file)) return file
  throw new SetupError('npm pack failed (see the messages above).')
}

/** What the sources are, with a mark where they are not as they were committed; undefined outside a checkout. */
function commit() {
  const git = (...args) =>
    execFileSync('git', args, {
      cwd: inRoot(),
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  try {
    const hash = git('rev-parse', '--short=12', 'HEAD').trim()
    return git('status', '--porcelain') === '' ? hash : `${hash}, changed`
  } catch {
    return undefined
  }
}

const json = (value) => `${JSON.stringify(value, null, 2)}\n`

module.exports = { makePackage, pack }
