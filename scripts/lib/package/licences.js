// The licences of the libraries whose code is in the bundles, as their terms ask for.
const fs = require('node:fs')
const path = require('node:path')
const { inRoot } = require('../paths.js')

const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i

/** Every library that esbuild has put into a bundle, with the text of its licence. Throws where one has none. */
function licencesOf(metafile) {
  const bundled = new Set(
    Object.values(metafile.outputs).flatMap(({ inputs }) =>
      Object.keys(inputs).flatMap((file) => folderOf(file) ?? []),
    ),
  )
  return [...bundled]
    .sort()
    .map(licenceOf)
    .join(`\n${'-'.repeat(80)}\n\n`)
}

/** The library's folder of a file in node_modules; undefined for a file of ours. */
const folderOf = (file) => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1]

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(
    fs.readFileSync(inRoot(folder, 'package.json'), 'utf8'),
  )
  const files = fs.readdirSync(inRoot(folder)).filter((file) => LICENCE_FILE.test(file))
  if (files.length === 0 && typeof license !== 'string')
    throw new Error(`${name} ${version} is bundled and names no licence`)
  const texts = files.map((file) => fs.readFileSync(path.join(inRoot(folder), file), 'utf8').trim())
  return `${[`${name} ${version} (${license})`, ...texts].join('\n\n')}\n`
}

module.exports = { licencesOf }
