// Reads the TAP that a test file writes by node-tap: shows what failed, and counts. Numbers are node-tap's own: assertions.

/**
 * Returns a reader: give it lines, then ask for `counts()`. `print` gets the lines meant for people. Where there are
 * several files, lines of their own say whose tests follow, and that all were loaded (test-batch.mjs).
 */
function tapReader(print, files) {
  const titles = []
  const failedBelow = []
  const skips = []
  let file = files[0]
  let allLoaded = files.length === 1
  let diagnostic
  let sums

  function onLine(line) {
    const depth = Math.floor((line.length - line.trimStart().length) / 4)
    const text = line.trim()
    if (diagnostic !== undefined) return onDiagnostic(line, depth, text)
    if (text === '---') {
      diagnostic = { depth, shown: failedBelow.last === true }
      return
    }
    const subtest = /^# Subtest: (.*)$/.exec(text)
    if (subtest !== null) {
      titles.length = depth
      titles[depth] = subtest[1]
      failedBelow[depth + 1] = false
      return
    }
    const point = /^(not )?ok \d+(?: - (.*))?$/.exec(text)
    if (point !== null) return onPoint(point, depth)
    const begun = /^# File: (.*)$/.exec(line)
    if (begun !== null) file = begun[1]
    if (line === '# all files were loaded') allLoaded = true
    const summary = /^# (\{.*\})$/.exec(line)
    if (summary !== null) sums = summary[1]
  }

  function onPoint([, not, text = ''], depth) {
    const expected = / # (TODO|SKIP)\b/i.test(text)
    const failed = not !== undefined && !expected
    if (expected)
      skips.push([...titles.slice(0, depth), text.replace(/ # (SKIP|TODO)\s*/i, ': ')].join(' > '))
    const alreadyShown = failedBelow[depth + 1] === true
    failedBelow[depth + 1] = false
    failedBelow.last = failed && !alreadyShown
    if (failed) failedBelow[depth] = true
    if (failedBelow.last) print(`✖ ${[file, ...titles.slice(0, depth), text].join(' > ')}`)
    titles.length = depth
  }

  function onDiagnostic(line, depth, text) {
    if (text === '...' && depth === diagnostic.depth) diagnostic = undefined
    else if (diagnostic.shown) print(line)
  }

  const numberOf = (name) => Number(new RegExp(`\\b${name}: (\\d+)`).exec(sums ?? '')?.[1] ?? 0)

  return {
    onLine,
    counts: () => ({
      complete: sums !== undefined && allLoaded,
      passed: numberOf('pass'),
      failed: numberOf('fail'),
      skipped: numberOf('skip') + numberOf('todo'),
      skips,
    }),
  }
}

module.exports = { tapReader }
