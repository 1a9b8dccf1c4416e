// The package, the bundles and the tests of this checkout, with a database library that fits one version of Node.js.
const { spawnSync } = require('node:child_process')
const fs = require('node:fs')
const path = require('node:path')
const { driverVersions } = require('../package/drivers.js')
const { inRoot, packageFolders } = require('../paths.js')
const { SetupError } = require('../setup.js')

/** Installs the tarball by npm on that Node.js; answers the folder. What was compiled for it there is kept. */
function installedOn(node, tarball, cache) {
  const app = path.join(cache, `app-${node.version}`)
  install(node, app, { understudy: `file:${tarball}` })
  return app
}

/** The bundles of this checkout beside a database library: this Node.js's own, or one that npm has compiled for others. */
function bundlesOn(node, cache) {
  const app = path.join(cache, `bundles-${node.version}`)
  fs.rmSync(app, { recursive: true, force: true })
  if (node.home === undefined) {
    fs.mkdirSync(app, { recursive: true })
    link(inRoot('node_modules'), path.join(app, 'node_modules'))
    fs.copyFileSync(inRoot('package.json'), path.join(app, 'package.json'))
  } else install(node, app, { 'better-sqlite3': driverVersions() })
  // Copies: what a bundle needs is looked for from where it really lies.
  for (const folder of ['bundle', 'labs', 'runbooks'])
    fs.cpSync(inRoot(folder), path.join(app, folder), { recursive: true })
  return app
}

/** Where a library has to be compiled it is against the headers of that Node.js. */
function install(node, app, dependencies) {
  fs.mkdirSync(app, { recursive: true })
  const manifest = { private: true, dependencies, allowScripts: { 'better-sqlite3': true } }
  fs.writeFileSync(path.join(app, 'package.json'), JSON.stringify(manifest))
  const binFolder = path.dirname(node.execPath)
  const headers = node.home === undefined ? {} : { npm_config_nodedir: node.home }
  const env = {
    ...process.env,
    ...headers,
    PATH: `${binFolder}${path.delimiter}${process.env.PATH}`,
  }
  const args = ['install', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error']
  const { status } = spawnSync('npm', args, {
    cwd: app,
    env,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new SetupError(`npm could not install on Node.js ${node.version}.`)
}

/** The compiled packages as in this checkout, but for the database library, which is the installation's. */
function treeOn(app) {
  const tree = path.join(app, 'tree')
  fs.rmSync(tree, { recursive: true, force: true })
  const modules = path.join(tree, 'node_modules')
  fs.mkdirSync(path.join(modules, '@understudy'), { recursive: true })
  for (const entry of fs.readdirSync(inRoot('node_modules')))
    if (entry !== '@understudy' && entry !== 'better-sqlite3' && !entry.startsWith('.'))
      link(inRoot('node_modules', entry), path.join(modules, entry))
  link(path.join(app, 'node_modules', 'better-sqlite3'), path.join(modules, 'better-sqlite3'))
  for (const entry of ['runbooks', 'labs', 'docs', 'scripts', 'package.json', 'README.md'])
    link(inRoot(entry), path.join(tree, entry))
  for (const folder of packageFolders()) {
    const copy = path.join(tree, 'packages', path.basename(folder))
    for (const part of ['dist', 'package.json', 'src', 'test'])
      if (fs.existsSync(path.join(folder, part)))
        fs.cpSync(path.join(folder, part), path.join(copy, part), { recursive: true })
    link(copy, path.join(modules, '@understudy', path.basename(folder)))
  }
  return tree
}

const link = (target, file) => fs.symlinkSync(target, file, 'junction')

module.exports = { bundlesOn, installedOn, treeOn }
