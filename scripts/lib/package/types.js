// The declarations of the library as one file that needs no other package: those of ours and typebox's are put in.
const { generateDtsBundle } = require('dts-bundle-generator')
const { inRoot } = require('../paths.js')
const { names } = require('../projects.js')

function libraryTypes() {
  const entry = {
    filePath: inRoot('packages/cluster-cli/dist/src/library/index.d.ts'),
    libraries: { inlinedLibraries: [...names.map((name) => `@understudy/${name}`), 'typebox'] },
    output: { noBanner: true, exportReferencedTypes: false },
  }
  const [text] = generateDtsBundle([entry], {
    preferredConfigPath: inRoot('scripts/lib/package/tsconfig.json'),
  })
  return text
}

module.exports = { libraryTypes }
