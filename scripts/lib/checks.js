// What is looked at besides the tests: `node scripts/lib/checks.js NAME`; each says itself why it does not hold.
const { runTool } = require('./run.js')
const { checkArrows } = require('./arrows.js')
const { checkProjectFiles } = require('./project-files.js')
const { checkDashboard } = require('./dashboard.js')
const { checkCoverageDoc } = require('./coverage-doc.js')
const { CI_SEEDS, playTwice } = require('./campaign.js')
const { playKernelCases } = require('./kernel-parity.js')

const CHECKS = {
  lint: () => runTool('biome', ['ci', '--colors=off']).status === 0,
  projects: checkProjectFiles,
  arrows: checkArrows,
  'dead code': () => runTool('knip', ['--no-progress', '--no-config-hints']).status === 0,
  'coverage document': checkCoverageDoc,
  dashboard: checkDashboard,
  // A few of the seeds that the script of this name plays.
  'chaos campaign': () => playTwice({ seeds: CI_SEEDS }),
  // Loaded here: it needs what is installed first.
  'other Node.js': () => require('./node-versions.js').nodeVersions(['--virtual']),
  // Where this machine lets nobody play it, a line says why.
  'kernel parity': () => playKernelCases(['--quick']),
}

void Promise.resolve(CHECKS[process.argv[2]]()).then((holds) => {
  process.exitCode = holds ? 0 : 1
})
