// What is made of the list of projects: the tsconfig.json files, the pure folders in biome.json, the picture of the packages.
const fs = require('node:fs')
const path = require('node:path')
const { isDeepStrictEqual } = require('node:util')
const graph = require('./package-graph.js')
const { inRoot, packageFolders } = require('./paths.js')
const { runTool } = require('./run.js')
const { PACKAGES, names, pureFolders } = require('./projects.js')

const BASE = 'tsconfig.base.json'
const TYPES_OF_NODE = ['node']

/** Writes every file that differs from the list. */
function writeProjectFiles() {
  const stale = staleFiles()
  for (const [file, value] of stale) {
    fs.writeFileSync(inRoot(file), JSON.stringify(value, null, 2))
    console.log(`${file} written`)
  }
  if (stale.length > 0) runTool('biome', ['format', '--write', ...stale.map(([file]) => file)])
  graph.writeGraph()
}

/** False, with the reasons printed, when a file is not what the list makes of it, or a package is not in the list. */
function checkProjectFiles() {
  const drawn = graph.isGraphDrawn() ? [] : [graph.DOCUMENT]
  const stale = [...staleFiles().map(([file]) => file), ...drawn].map(
    (file) => `${file} does not follow scripts/lib/projects.js: run npm run projects`,
  )
  const strangers = packageFolders()
    .map((folder) => path.basename(folder))
    .filter((name) => !names.includes(name))
    .map((name) => `packages/${name} is not in scripts/lib/projects.js`)
  for (const line of [...stale, ...strangers]) console.log(line)
  return stale.length + strangers.length === 0
}

const staleFiles = () =>
  wantedFiles().filter(([file, value]) => !isDeepStrictEqual(readJson(file), value))

/** Path below the root, and the value that stands in it. */
function wantedFiles() {
  return [
    ['tsconfig.json', { files: [], references: [...allProjects(), 'bench'].map(pathOf) }],
    ['bench/tsconfig.json', benchConfig()],
    ...names.flatMap(packageConfigs),
    ['biome.json', biomeConfig()],
  ]
}

function packageConfigs(name) {
  const { pure, uses, extra, jsx, web, tests = [] } = PACKAGES[name]
  const folder = `packages/${name}`
  const types = pure === true ? undefined : TYPES_OF_NODE
  const files = [
    [
      `${folder}/tsconfig.json`,
      withElements(configOf(folder, 'src', 'dist/src', ['src/**/*.ts'], types, uses), jsx),
    ],
  ]
  if (extra !== undefined) {
    const project = `${folder}/${extra}`
    files.push([
      `${project}/tsconfig.json`,
      configOf(project, '.', `../dist/${extra}`, ['**/*.ts'], types, [...uses, name]),
    ])
  }
  if (web === true) files.push([`${folder}/web/tsconfig.json`, webConfig(`${folder}/web`, name)])
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

/** With files that write elements as markup: `.tsx`, for the library that makes them. */
const withElements = (config, jsx) =>
  jsx === undefined
    ? config
    : {
        ...config,
        compilerOptions: { ...config.compilerOptions, jsx: 'react-jsx', jsxImportSource: jsx },
        include: config.include.flatMap((files) => [files, `${files}x`]),
      }

function configOf(folder, rootDir, outDir, include, types, references) {
  return {
    extends: relative(folder, BASE),
    compilerOptions: { rootDir, outDir, ...(types === undefined ? {} : { types }) },
    include,
    references: references.map((name) => ({ path: relative(folder, `packages/${name}`) })),
  }
}

/** A page knows the DOM, and its elements are Preact's. */
function webConfig(project, name) {
  const config = configOf(project, '.', '../dist/web', ['**/*.ts', '**/*.tsx'], undefined, [name])
  const page = {
    lib: ['es2023', 'dom', 'dom.iterable'],
    jsx: 'react-jsx',
    jsxImportSource: 'preact',
  }
  return { ...config, compilerOptions: { ...config.compilerOptions, ...page } }
}

const benchConfig = () => ({
  ...configOf('bench', '.', 'dist', ['**/*.ts'], TYPES_OF_NODE, [
    ...names,
    'share-queue/real-server',
  ]),
  exclude: ['dist'],
})

function biomeConfig() {
  const config = readJson('biome.json')
  const pure = config.overrides.find(({ plugins }) => plugins !== undefined)
  pure.includes = pureFolders.map((folder) => `packages/${folder}/**`)
  return config
}

const allProjects = () =>
  names.flatMap((name) => [
    `packages/${name}`,
    ...(PACKAGES[name].extra === undefined ? [] : [`packages/${name}/${PACKAGES[name].extra}`]),
    ...(PACKAGES[name].web === true ? [`packages/${name}/web`] : []),
    ...(hasTests(name) ? [`packages/${name}/test`] : []),
  ])

const hasTests = (name) => fs.existsSync(inRoot('packages', name, 'test'))
const pathOf = (name) => ({ path: `./${name}` })
const relative = (folder, target) => path.posix.relative(folder, target)

const readJson = (file) =>
  fs.existsSync(inRoot(file)) ? JSON.parse(fs.readFileSync(inRoot(file), 'utf8')) : undefined

module.exports = { writeProjectFiles, checkProjectFiles }
