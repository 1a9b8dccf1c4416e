// The arrows between the packages, as rules. `node scripts/arrows.js` runs them and fails when it saw no modules.

/** project folder -> what it may import from other packages: `package` or `package/<project>` */
const ARROWS = {
  'shared/src': [],
  'appliance-core/src': ['shared/src'],
  'rehearsal/src': ['shared/src'],
  'lab-channel/src': ['shared/src'],
  'client-fleet/clients': ['shared/src'],
  'client-fleet/src': ['shared/src', 'lab-channel/src'],
  'mock-network/model': ['shared/src'],
  'mock-network/parity': ['shared/src'],
  'mock-network/src': ['shared/src', 'lab-channel/src'],
  'simulator/src': [
    'shared/src',
    'appliance-core/src',
    'client-fleet/clients',
    'mock-network/model',
    'rehearsal/src',
  ],
  'appliance-daemon/store': ['shared/src', 'appliance-core/src'],
  'appliance-daemon/certificates': [],
  'appliance-daemon/src': ['shared/src', 'appliance-core/src', 'lab-channel/src'],
  'cluster-cli/src': [
    'shared/src',
    'appliance-core/src',
    'rehearsal/src',
    'client-fleet/clients',
    'mock-network/model',
    'simulator/src',
    'lab-channel/src',
    'appliance-daemon/store',
    'appliance-daemon/certificates',
  ],
}

const PURE = [
  'shared/src',
  'appliance-core/src',
  'rehearsal/src',
  'simulator/src',
  'client-fleet/clients',
  'mock-network/model',
  'mock-network/parity',
]

/** library -> the only folders of sources that may import it (benchmarks and tests are free) */
const LIBRARIES = {
  'better-sqlite3': ['appliance-daemon/store'],
  'node-forge': ['appliance-daemon/certificates'],
  ws: ['appliance-daemon/src/link', 'appliance-daemon/src/clients', 'client-fleet/src'],
  'dns-packet': ['mock-network/src/dns'],
  fastify: ['appliance-daemon/src/http'],
  '@fastify': ['appliance-daemon/src/http'],
}

const anyOf = (folders) => `^packages/(${folders.join('|')})(/|[.]ts$)`
const SOURCES = '^packages/[^/]+/(src|clients|model|parity|store|certificates)/'

/** Another package is reached by its name, so it resolves to its dist; one's own sister project by a relative path. */
const arrowOf = ([project, uses]) => {
  const [own] = project.split('/')
  const sisters = Object.keys(ARROWS).filter((p) => p.startsWith(`${own}/`) && p !== `${own}/src`)
  const self = project.endsWith('/src') ? [project, ...sisters] : [project]
  const dists = uses.map((use) => use.replace('/', '/dist/'))
  return {
    name: `arrow-${project.replace('/', '-')}`,
    comment: `${project} may import only: ${uses.join(', ') || 'nothing of the other packages'}.`,
    severity: 'error',
    from: { path: `^packages/${project}/` },
    to: { path: '^packages/', pathNot: `^packages/(${[...self, ...dists].join('|')})/` },
  }
}

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
      comment: 'Modules do not import each other in a circle (type-only imports do not count).',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
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
      from: { path: anyOf(PURE) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'pure-no-libraries',
      comment: 'A pure project imports no library but typebox, and the simulator fast-check.',
      severity: 'error',
      from: { path: anyOf(PURE), pathNot: '^packages/simulator/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/typebox/' },
    },
    {
      name: 'pure-no-libraries-simulator',
      comment: 'A pure project imports no library but typebox, and the simulator fast-check.',
      severity: 'error',
      from: { path: '^packages/simulator/src/' },
      to: { path: 'node_modules/', pathNot: 'node_modules/(typebox|fast-check)/' },
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
    ...Object.entries(ARROWS).map(arrowOf),
    ...Object.entries(LIBRARIES).map(libraryOf),
  ],
  options: {
    doNotFollow: { path: ['node_modules', '/dist/'] },
    exclude: { path: ['/dist/.*[.]d[.]ts$', '/fixtures/'] },
    tsPreCompilationDeps: 'specify',
    combinedDependencies: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
}
