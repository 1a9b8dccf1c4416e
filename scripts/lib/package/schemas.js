// The JSON schemas of the files that users write, for their editors and generators.
const { pathToFileURL } = require('node:url')
const { inRoot } = require('../paths.js')

/** Name of the file -> its schema. */
async function schemas() {
  const [{ LabFile }, { Runbook }] = await Promise.all([compiled('shared'), compiled('rehearsal')])
  return { 'lab.json': asDocument(LabFile), 'runbook.json': asDocument(Runbook) }
}

const compiled = (name) =>
  import(pathToFileURL(inRoot('packages', name, 'dist', 'src', 'index.js')).href)

const asDocument = (schema) => ({
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...schema,
})

module.exports = { schemas }
