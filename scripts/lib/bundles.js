// Each program as a few files, from the compiled modules: a start then opens a handful of files instead of a thousand.
// What several programs share, and what one loads only when it is asked for, are parts beside them. The bundles of a
// checkout lie in bundle/, those of the package likewise; only what is compiled natively stays outside.
const fs = require('node:fs')
const path = require('node:path')
const { pathToFileURL } = require('node:url')
const { inRoot, packageFolders } = require('./paths.js')

/** Name of the bundle -> the compiled module that it is made from. A bundle starts the others by these names. */
const BUNDLES = {
  understudy: 'cluster-cli/dist/src/main.js',
  appliance: 'appliance-daemon/dist/src/main.js',
  network: 'mock-network/dist/src/main.js',
  clients: 'client-fleet/dist/src/main.js',
  'update-server': 'update-server/dist/src/main.js',
  toxiproxy: 'mock-network/dist/src/toxiproxy/main.js',
}

/** What the package offers to tests; it starts the programs from beside itself too. */
const LIBRARY = { library: 'cluster-cli/dist/src/library/index.js' }

/** Libraries with compiled parts, which no bundle can hold; msgpackr does without its own where that is missing. */
const NATIVE = ['better-sqlite3', 'msgpackr-extract']

const FOLDER = inRoot('bundle')

const PART = /^part-[^.]+[.]js([.]map)?$/
/** A lab that runs may load a part of the build that it was started from; so long it finds it. */
const PART_KEPT_MS = 24 * 60 * 60 * 1_000

/** Bundled CommonJS modules ask for these; in an ES module nobody gives them. */
const banner = `import { createRequire as requireOfBundle } from 'node:module'
import { dirname as folderOfBundle } from 'node:path'
import { fileURLToPath as fileOfBundle } from 'node:url'
const require = requireOfBundle(import.meta.url)
const __filename = fileOfBundle(import.meta.url)
const __dirname = folderOfBundle(__filename)`

/** Writes the bundles into a folder, and answers what they are made of (esbuild's metafile). `commit` is stamped in. */
function writeBundles(folder, { commit, library = false } = {}) {
  const modules = { ...BUNDLES, ...(library ? LIBRARY : {}) }
  const { version } = JSON.parse(fs.readFileSync(inRoot('package.json'), 'utf8'))
  const { metafile } = require('esbuild').buildSync({
    absWorkingDir: inRoot(),
    entryPoints: Object.fromEntries(
      Object.entries(modules).map(([name, module]) => [name, inRoot('packages', module)]),
    ),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    splitting: true,
    chunkNames: 'part-[hash]',
    // Half of a start is reading and compiling: no blanks, but the names of the modules.
    minifyWhitespace: true,
    minifySyntax: true,
    external: NATIVE,
    banner: { js: banner },
    define: { UNDERSTUDY_BUILD: JSON.stringify({ version, commit }) },
    // Names and lines of the modules; their text is in the checkout.
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  removeOldParts(folder, new Set(Object.keys(metafile.outputs).map((file) => path.basename(file))))
  const page = writePage(folder)
  return { ...metafile, outputs: { ...metafile.outputs, ...page.outputs } }
}

function removeOldParts(folder, newOnes) {
  for (const name of fs.readdirSync(folder).filter((name) => PART.test(name))) {
    const file = path.join(folder, name)
    if (!newOnes.has(name) && timeOf(file) < Date.now() - PART_KEPT_MS) fs.rmSync(file)
  }
}

/** The console's page: a script and a style that a browser takes, and what holds them. */
const PAGE = 'packages/console/web'

function writePage(folder) {
  const into = path.join(folder, 'console')
  const { metafile } = require('esbuild').buildSync({
    absWorkingDir: inRoot(),
    entryPoints: {
      console: inRoot('packages/console/dist/web/main.js'),
      'console-style': inRoot(PAGE, 'console.css'),
    },
    outdir: into,
    bundle: true,
    platform: 'browser',
    target: 'es2022',
    format: 'iife',
    minify: true,
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  fs.renameSync(path.join(into, 'console-style.css'), path.join(into, 'console.css'))
  fs.copyFileSync(inRoot(PAGE, 'console.html'), path.join(into, 'console.html'))
  return metafile
}

/** Whether the bundles of this checkout are there, and newer than all that was compiled and than this file. */
function areCurrent() {
  const madeAt = Object.keys(BUNDLES).map((name) => timeOf(fileOf(name)))
  const compiledAt = packageFolders().map((folder) =>
    timeOf(path.join(folder, 'dist', 'tsconfig.tsbuildinfo')),
  )
  const page = fs.readdirSync(inRoot(PAGE)).filter((name) => /[.](css|html)$/.test(name))
  const pageAt = page.map((name) => timeOf(inRoot(PAGE, name)))
  const compiledPageAt = timeOf(inRoot('packages/console/dist/web/tsconfig.tsbuildinfo'))
  madeAt.push(timeOf(path.join(FOLDER, 'console', 'console.js')))
  return (
    Math.min(...madeAt) > Math.max(timeOf(__filename), compiledPageAt, ...pageAt, ...compiledAt)
  )
}

const timeOf = (file) => fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** A bundle of this checkout, and the same for `import`. */
const fileOf = (name) => path.join(FOLDER, `${name}.js`)
const urlOf = (name) => pathToFileURL(fileOf(name)).href

module.exports = {
  BUNDLES,
  FOLDER,
  NATIVE,
  areCurrent,
  fileOf,
  removeOldParts,
  urlOf,
  writeBundles,
}
