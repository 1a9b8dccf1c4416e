// Where things are, and how to walk over the sources.
const fs = require('node:fs')
const path = require('node:path')

const ROOT = path.resolve(__dirname, '..', '..')
const SKIPPED = new Set(['node_modules', 'dist', 'bundle', '.tap', '.git'])

/** The path of a file of the project, from its parts. */
const inRoot = (...parts) => path.join(ROOT, ...parts)

/** Every file below a folder, sorted, as absolute paths; dependencies and build output are left out. */
function filesBelow(folder, skipped = SKIPPED) {
  if (!fs.existsSync(folder)) return []
  const found = []
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const full = path.join(folder, entry.name)
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) found.push(...filesBelow(full, skipped))
    } else if (entry.isFile()) found.push(full)
  }
  return found.sort()
}

/** The path as the project writes it: relative to the root, with slashes. */
const nameOf = (file) => path.relative(ROOT, file).split(path.sep).join('/')

const packageFolders = () =>
  fs
    .readdirSync(inRoot('packages'))
    .map((name) => inRoot('packages', name))
    .filter((folder) => fs.existsSync(path.join(folder, 'package.json')))

module.exports = { ROOT, inRoot, filesBelow, nameOf, packageFolders }
