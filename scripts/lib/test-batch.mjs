// Several test files in one process: `node scripts/lib/test-batch.mjs NAME FILE...`. To load tap and the words of the
// project costs more than most files' tests do. Their own tests follow one another, as they would alone.
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

// tap names its folders by the arguments: a name is enough.
const files = process.argv.splice(3)
const { default: t } = await import('tap')
// The folder of the whole process would be emptied by the next file that wants one.
t.testdir = () => {
  throw new Error('A folder for test files is made within a test: here files share a process.')
}
for (const file of files) {
  // The reader says by this line whose tests follow.
  t.comment(`File: ${file}`)
  await import(pathToFileURL(resolve(file)).href)
}
// Missing where a file ended the process while it was loaded.
t.comment('all files were loaded')
