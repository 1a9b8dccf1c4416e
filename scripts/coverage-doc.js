// Writes docs/COVERAGE.md; with --check it only says whether the file is up to date.
const { checkCoverageDoc, writeCoverageDoc } = require('./lib/coverage-doc.js')

if (process.argv.includes('--check')) process.exitCode = checkCoverageDoc() ? 0 : 1
else writeCoverageDoc()
