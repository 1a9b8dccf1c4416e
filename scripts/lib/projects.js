// The projects of the workspace: the one list from which tsconfig.json and its like, the arrows, the lint's
// ban of clocks and chance, and the scope of a build come. `node scripts/projects.js` writes what is made of it.

/**
 * A package holds the project `src` and, where it has tests, `test`; some hold one more (`extra`), which other
 * packages' tests import as `@understudy/<package>/<extra>`.
 *
 * - `pure`: compiled without Node's types and without the DOM (DESIGN 1).
 * - `web`: holds a project `web` beside, the page of a browser, which a bundle is made of (Preact).
 * - `program`: runs as a process of its own; the command line starts it and never imports it.
 * - `uses`: whose `src` its `src` may import. The arrows point down only (DESIGN 2).
 * - `jsx`: whose elements its `.tsx` files are made of.
 * - `tests`: whose projects its tests need besides; `libraries`: what a pure one may import from npm.
 */
const PACKAGES = {
  shared: { pure: true, uses: [] },
  'appliance-core': { pure: true, uses: ['shared'], extra: 'planted', tests: ['appliance-store'] },
  'memory-store': {
    pure: true,
    uses: ['shared', 'appliance-core'],
    tests: ['appliance-store/contract'],
  },
  'network-model': { pure: true, uses: ['shared', 'update-model'], extra: 'parity' },
  population: { pure: true, uses: ['shared', 'integration-model'] },
  'update-model': { pure: true, uses: ['shared'], tests: ['certificates'] },
  'appliance-api': { pure: true, uses: ['shared'] },
  'integration-model': { pure: true, uses: ['shared'], tests: ['appliance-api'] },
  'appliance-pages': { pure: true, uses: ['shared'], jsx: 'preact' },
  report: { pure: true, uses: ['shared'], tests: ['rehearsal'] },
  rehearsal: { pure: true, uses: ['shared'] },
  simulator: {
    pure: true,
    uses: [
      'shared',
      'appliance-core',
      'appliance-api',
      'memory-store',
      'population',
      'network-model',
      'update-model',
      'rehearsal',
    ],
    tests: ['appliance-store', 'network-model/parity'],
  },
  chaos: {
    pure: true,
    uses: ['shared', 'appliance-core', 'rehearsal', 'report', 'simulator'],
    tests: ['appliance-store', 'memory-store', 'appliance-core/planted'],
  },
  console: { pure: true, uses: ['shared'], web: true },
  'lab-channel': { uses: ['shared'] },
  'share-queue': { uses: [], extra: 'real-server' },
  certificates: { uses: ['shared'] },
  'appliance-store': { uses: ['shared', 'appliance-core'], extra: 'contract' },
  'integration-client': {
    uses: ['shared', 'integration-model'],
    tests: ['appliance-api', 'certificates'],
  },
  'appliance-daemon': {
    program: true,
    uses: [
      'shared',
      'appliance-core',
      'appliance-api',
      'appliance-pages',
      'lab-channel',
      'appliance-store',
      'certificates',
    ],
  },
  'mock-network': {
    program: true,
    uses: ['shared', 'network-model', 'lab-channel'],
    tests: ['network-model/parity'],
  },
  'client-fleet': { program: true, uses: ['shared', 'population', 'lab-channel'] },
  'update-server': {
    program: true,
    uses: ['shared', 'update-model', 'lab-channel', 'certificates'],
  },
  'cluster-cli': {
    program: true,
    uses: [
      'shared',
      'appliance-core',
      'population',
      'rehearsal',
      'report',
      'simulator',
      'memory-store',
      'chaos',
      'console',
      'lab-channel',
      'appliance-store',
      'certificates',
      'share-queue',
      'integration-client',
    ],
    tests: [
      'appliance-daemon',
      'mock-network',
      'client-fleet',
      'update-server',
      'share-queue/real-server',
      'appliance-core/planted',
    ],
  },
}

/** The only libraries that a pure package may import: schemas, closest words, XML as it arrives, elements and sentences of pages. */
const PURE_LIBRARIES = [
  'typebox',
  'fastest-levenshtein',
  'saxes',
  'preact',
  'preact-render-to-string',
  'intl-messageformat',
]

const names = Object.keys(PACKAGES)
const purePackages = names.filter((name) => PACKAGES[name].pure === true)
/** Pages of a browser, each a project of its own. */
const pages = names.filter((name) => PACKAGES[name].web === true).map((name) => `${name}/web`)
const programs = names.filter((name) => PACKAGES[name].program === true)

/** Folders below packages/ whose code is pure: sources, and what every carrier must show. */
const pureFolders = purePackages.flatMap((name) => [
  `${name}/src`,
  ...(PACKAGES[name].extra === undefined ? [] : [`${name}/${PACKAGES[name].extra}`]),
])

module.exports = { PACKAGES, PURE_LIBRARIES, names, purePackages, pages, programs, pureFolders }
