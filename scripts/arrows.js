// Checks the arrows between the packages: `node scripts/arrows.js`, after a build.
const { checkArrows } = require('./lib/arrows.js')

process.exitCode = checkArrows() ? 0 : 1
