// Writes what is made of the list of projects (scripts/lib/projects.js); with --check it only says what is stale.
const { checkProjectFiles, writeProjectFiles } = require('./lib/project-files.js')

if (process.argv.includes('--check')) process.exitCode = checkProjectFiles() ? 0 : 1
else writeProjectFiles()
