// What is made of the list of projects: the tsconfig.json files, and the pure folders in biome.json.
const fs = require('node:fs')
const path = require('node:path')
const { inRoot, packageFolders } = require('./paths.js')
const { PACKAGES, names, pureFolders } = require('./projects.js')

const BASE = 'tsconfig.base.json'
const TYPES_OF_NODE = ['node']

/** Writes every file that differs from the list. */
function writeProjectFiles() {
  for (const [file, text] of wantedFiles()) {
    if (readText(file) === text) continue
    fs.writeFileSync(inRoot(file), text)
    console.log(`${file} written`)
  }
}

/** False, with the reasons printed, when a file is not what the list makes of it, or a package is not in the list. */
function checkProjectFiles() {
  const stale = wantedFiles()
    .filter(([file, text]) => readText(file) !== text)
    .map(([file]) => `${file} does not follow scripts/lib/projects.js: run npm run projects`)
  const strangers = packageFolders()
    .map((folder) => path.basename(folder))
    .filter((name) => !names.includes(name))
    .map((name) => `packages/${name} is not in scripts/lib/projects.js`)
  for (const line of [...stale, ...strangers]) console.log(line)
  return stale.length + strangers.length === 0
}

/** Path below the root, and what stands in it. */
function wantedFiles() {
  return [
    ['tsconfig.json', jsonOf({ files: [], references: [...allProjects(), 'bench'].map(pathOf) })],
    ['bench/tsconfig.json', benchConfig()],
    ...names.flatMap(packageConfigs),
    ['biome.json', biomeConfig()],
  ]
}

function packageConfigs(name) {
  const { pure, uses, extra, tests = [] } = PACKAGES[name]
  const folder = `packages/${name}`
  const types = pure === true ? undefined : TYPES_OF_NODE
  const files = [
    [`${folder}/tsconfig.json`, configOf(folder, 'src', 'dist/src', ['src/**/*.ts'], types, uses)],
  ]
  if (extra !== undefined) {
    const project = `${folder}/${extra}`
    const types = pure === true ? undefined : TYPES_OF_NODE
    files.push([
      `${project}/tsconfig.json`,
      configOf(project, '.', `../dist/${extra}`, ['**/*.ts'], types, [...uses, name]),
    ])
  }
  if (hasTests(name)) {
    const own = extra === undefined ? [name] : [name, `${name}/${extra}`]
    const needs = [...new Set([...own, ...uses, ...tests])]
    files.push([
      `${folder}/test/tsconfig.json`,
      configOf(`${folder}/test`, '.', '../dist/test', ['**/*.ts'], TYPES_OF_NODE, needs),
    ])
  }
  return files
}

function configOf(folder, rootDir, outDir, include, types, references) {
  return jsonOf({
    extends: relative(folder, BASE),
    compilerOptions: { rootDir, outDir, ...(types === undefined ? {} : { types }) },
    include,
    references: references.map((name) => ({ path: relative(folder, `packages/${name}`) })),
  })
}

const benchConfig = () =>
  jsonOf({
    extends: `../${BASE}`,
    compilerOptions: { rootDir: '.', outDir: 'dist', types: TYPES_OF_NODE },
    include: ['**/*.ts'],
    exclude: ['dist'],
    references: names.map((name) => ({ path: `../packages/${name}` })),
  })

function biomeConfig() {
  const config = JSON.parse(readText('biome.json'))
  const pure = config.overrides.find(({ plugins }) => plugins !== undefined)
  pure.includes = pureFolders.map((folder) => `packages/${folder}/**`)
  return jsonOf(config)
}

const allProjects = () =>
  names.flatMap((name) => [
    `packages/${name}`,
    ...(PACKAGES[name].extra === undefined ? [] : [`packages/${name}/${PACKAGES[name].extra}`]),
    ...(hasTests(name) ? [`packages/${name}/test`] : []),
  ])

const hasTests = (name) => fs.existsSync(inRoot('packages', name, 'test'))
const pathOf = (name) => ({ path: `./${name}` })
const relative = (folder, target) => path.posix.relative(folder, target)

/** As the formatter writes it: short lists on one line. */
function jsonOf(value) {
  const text = JSON.stringify(value, null, 2)
  return `${text.replace(/\[\s+("[^"\n]*"(?:,\s+"[^"\n]*")*)\s+\]/g, onOneLine)}\n`
}

function onOneLine(list, items, offset, text) {
  const line = `[${items.replace(/,\s+/g, ', ')}]`
  const start = text.lastIndexOf('\n', offset) + 1
  return offset - start + line.length <= 99 ? line : list
}

function readText(file) {
  const full = inRoot(file)
  return fs.existsSync(full) ? fs.readFileSync(full, 'utf8').replaceAll('\r\n', '\n') : ''
}

module.exports = { writeProjectFiles, checkProjectFiles }
