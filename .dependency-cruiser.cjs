// The arrows between the packages, as rules. `node scripts/arrows.js` runs them and fails when it saw no modules.

const { PACKAGES, PURE_LIBRARIES, pureFolders } = require('./scripts/lib/projects.js')

/** library -> the only folders of sources that may import it (benchmarks and tests are free) */
const LIBRARIES = {
  'better-sqlite3': ['appliance-store/src', 'integration-client/src/database'],
  kysely: ['integration-client/src/database'],
  pg: ['integration-client/src/database'],
  saxes: ['integration-model/src/xml'],
  'node-forge': ['certificates/src'],
  ws: ['appliance-daemon/src/link', 'appliance-daemon/src/clients', 'client-fleet/src'],
  'dns-packet': ['mock-network/src/dns'],
  fastify: ['appliance-daemon/src/http'],
  '@fastify': ['appliance-daemon/src/http'],
  preact: ['appliance-pages/src'],
  'intl-messageformat': ['appliance-pages/src/languages'],
}

const anyOf = (folders) => `^packages/(${folders.join('|')})(/|[.]ts$)`
const extras = [...new Set(Object.values(PACKAGES).flatMap(({ extra }) => extra ?? []))]
const SOURCES = `^packages/[^/]+/(src|${extras.join('|')})/`

/** Another package is reached by its name, so it resolves to its dist; one's own files by a relative path. */
const arrowOf = ([name, { uses, extra }]) => ({
  name: `arrow-${name}`,
  comment: `${name} may import only: ${uses.join(', ') || 'nothing of the other packages'}.`,
  severity: 'error',
  from: { path: `^packages/${name}/(src|${extra ?? 'src'})/` },
  to: {
    path: '^packages/',
    // A folder beside src is a project of its own, and may reach the package by its name.
    pathNot: `^packages/(${[`${name}/(src|${extra ?? 'src'}${extra ? '|dist/src' : ''})`, ...uses.map((use) => `${use}/dist/src`)].join('|')})/`,
  },
})

const libraryOf = ([library, folders]) => ({
  name: `${library.replace('@', 'at-')}-has-its-place`,
  comment: `${library} is imported only in ${folders.join(', ')}.`,
  severity: 'error',
  from: { path: SOURCES, pathNot: anyOf(folders) },
  to: {
    path: [`^${library}(/|$)`, `node_modules/${library}/`, `node_modules/@types/${library}/`],
  },
})

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      comment: 'Modules do not import each other in a circle, nor their types.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'slice-is-private',
      comment:
        'What a folder of the core keeps in memory is reached only through what the folder exports.',
      severity: 'error',
      from: { path: '^packages/appliance-core/src/([^/]+)' },
      to: {
        path: '^packages/appliance-core/src/[^/]+/slice[.]ts$',
        pathNot: '^packages/appliance-core/src/$1/',
      },
    },
    {
      name: 'no-unresolvable',
      comment: 'Every import can be resolved. Packages resolve to their dist, so build first.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'declared',
      comment: 'A source imports only libraries that its package declares, not development tools.',
      severity: 'error',
      from: { path: SOURCES },
      to: {
        dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'],
        dependencyTypesNot: ['npm', 'type-only', 'core'],
      },
    },
    {
      name: 'pure-no-node',
      comment: 'A pure project imports nothing of Node.js.',
      severity: 'error',
      from: { path: anyOf(pureFolders) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-no-libraries',
      comment: `A pure project imports no library but ${PURE_LIBRARIES.join(', ')}.`,
      severity: 'error',
      from: { path: anyOf(pureFolders) },
      to: { path: 'node_modules/', pathNot: `node_modules/(${PURE_LIBRARIES.join('|')})/` },
    },
    {
      name: 'nobody-imports-the-command-line',
      comment: 'cluster-cli is the top: nobody imports it.',
      severity: 'error',
      from: { pathNot: '^(packages/cluster-cli|bench)/' },
      to: { path: '^packages/cluster-cli/' },
    },
    {
      name: 'sources-import-no-tests',
      comment: 'Sources import neither tests nor benchmarks.',
      severity: 'error',
      from: { path: SOURCES },
      to: { path: '^(bench/|packages/[^/]+/(dist/)?test/)' },
    },
    ...Object.entries(PACKAGES).map(arrowOf),
    ...Object.entries(LIBRARIES).map(libraryOf),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['^packages/[^/]+/dist/.*[.]d[.]ts$', '/fixtures/'] },
    tsPreCompilationDeps: true,
    // The imports as written, from the compiler's tree: nothing is transpiled first, in a third of the time.
    parser: 'tsc',
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
