// docs/PLANTED.md: every planted defect, who found it, and the shrunk schedule.
const head = `# Planted defects

Whether a campaign finds bugs can only be seen with bugs that are known. The core asks for what matters most in a table of pure
decisions (\`packages/appliance-core/src/decisions/\`: is an older epoch refused, may a backup serve, which log does a merge take); a
planted defect (\`packages/appliance-core/planted/\`) answers one of them wrongly. Campaigns have to find each (CHA-05).

- \`scripts/planted\` looks for those that are not known yet, by seeds and in both modes, shrinks what it finds and writes this page;
  \`--again\` looks for all. Seconds are processor time of one core.
- For most defects it draws a few kinds of faults only, and plays only those schedules that have what it takes
  (\`scripts/lib/planted/focus.mjs\`): drawing a schedule costs a thousandth of playing it. Where faults are named, \`understudy chaos run
  --seeds 1 --from SEED --faults …\` draws the same one; without, a seed draws another schedule once a kind of fault is added.
- CI plays each shrunk schedule once with its defect, which must be found by the same law, and once without, which must pass
  (\`packages/chaos/test/planted\`).
- No release contains a defect: no source imports the folder, and the tests of bundles and package look for every defect's name in
  what they made. Nothing but the code that puts an appliance together can give it other decisions than the sound ones: no option, no variable of
  the environment, no lab file.
`

/** `plainLab`: as shrinking makes a lab plain; of a schedule's lab only what differs is listed. */
function plantedDocument(defects, known, killed, plainLab) {
  const foundBy = new Map(known.map((one) => [one.defect, one]))
  const found = defects.filter(({ name }) => foundBy.has(name))
  const missed = defects.filter(({ name }) => !foundBy.has(name))
  const few = known.filter(({ schedule }) => schedule.faults.length <= 3).length
  return [
    head,
    `Found by campaigns: ${found.length} of ${defects.length}; ${few} of their shrunk schedules have at most three faults. With those that`,
    `only a test notices: ${found.length + killed.length} of ${defects.length}, ${percentOf(found.length + killed.length, defects.length)} %.\n`,
    '| defect | what is wrong | breaks | law that found it | seed | seconds | faults, drawn and left |',
    '|---|---|---|---|---|---|---|',
    ...found.map((defect) => rowOf(defect, foundBy.get(defect.name))),
    ...(missed.length === 0 ? [] : [notFound(missed, killed)]),
    '',
    '## The shrunk schedules',
    '',
    ...found.map(({ name }) => scheduleOf(foundBy.get(name), plainLab)),
    '',
  ].join('\n')
}

const rowOf = ({ name, what, spec }, { law, seed, mode, faults, seconds, faultsDrawn, schedule }) =>
  `| \`${name}\` | ${what} | ${spec} | \`${law}\` | ${seed} (${mode}${faults ? `, \`--faults ${faults.join(',')}\`` : ''}) | ${seconds} | ${faultsDrawn}, ${schedule.faults.length} |`

const percentOf = (part, whole) => Math.floor((100 * part) / whole)

/** Each with the test that notices it, if one does. */
const notFound = (missed, killed) =>
  [
    '',
    '## Not found by the campaign',
    '',
    'None of these was found within its time; `scripts/planted` looks for them again when it is run. Then the tests are run with the',
    'defect switched on that carry the line which it breaks, of the packages that run the core in virtual time: the first that fails.',
    '',
    ...missed.map(({ name, what, spec }) => {
      const test = killed.find(({ defect }) => defect === name)?.test
      const told = test === undefined ? 'No test notices it.' : `Noticed by \`${test}\`.`
      return `- \`${name}\` (${spec}): ${what} ${told}${why(name)}`
    }),
  ].join('\n')

/** Why campaigns have not found it, where that is known. */
const WHY = {
  'merges-older-logs':
    'The two pull the same sessions again and again, thousands of times a virtual second, and a campaign never gets to its end.',
  'serves-in-doubt':
    'A primary in doubt has let its address and its clients go, so that hardly anybody is at the door.',
  'witness-votes-twice':
    'A backup asks only after it has told its primary that it watches, and then knows of every vote: no one asks for an older epoch.',
}
const why = (name) => (WHY[name] === undefined ? '' : ` ${WHY[name]}`)

function scheduleOf({ defect, schedule }, plainLab) {
  const { faults, lab } = schedule
  const odd = Object.entries(lab).filter(
    ([option, value]) => option === 'safetyMs' || plainLab[option] !== value,
  )
  const options = odd.map(([option, value]) => `${option} ${value}`).join(', ')
  const lines = faults.map(({ atMs, fault, with: args }) => {
    const words = Object.entries(args).map(([key, value]) => `${key} ${value}`)
    return `  - after ${atMs / 1_000} s: \`${fault}\`${words.length === 0 ? '' : ` (${words.join(', ')})`}`
  })
  return [
    `- \`${defect}\`: ${options || 'the plain lab'}`,
    ...(lines.length === 0 ? ['  - no fault'] : lines),
  ].join('\n')
}

module.exports = { plantedDocument }
