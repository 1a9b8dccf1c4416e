import type { Command } from '../usage/command.ts'
import { exitCodes } from '../usage/exit-codes.ts'
import { parseOptions } from '../usage/options.ts'
import { wordsOf } from '../usage/values.ts'
import { verify as verifyFigures } from '../verify/differences.ts'
import { readLeftFiles } from '../verify/left-files.ts'

export const verify: Command = {
  name: 'verify',
  summary: "count a rehearsal's figures again, from its events alone, and compare",
  synopsis: '<DIR>',
  options: {},
  notes: [
    'DIR is the folder that rehearse has left. Downtime, longest gap, sessions acknowledged, lost and cut, and the time',
    "without redundancy are counted from events.ndjson with none of the report's code, and compared with report.json.",
    'Exit code: 0 they agree; 1 they differ, and each difference is printed; 3 no such folder, or files that are not whole.',
  ],
  examples: ['understudy verify out/asynchronous-real'],
  run: async (args, { folder, out }) => {
    const [name = ''] = wordsOf(parseOptions(args, {}).words, ['DIR'])
    const { report, events } = readLeftFiles(name, folder)
    const { figures, differences } = verifyFigures(report, events)
    for (const { figure, expected, found } of differences)
      out(`${figure}: expected ${expected} (events.ndjson), found ${found} (report.json)\n`)
    if (differences.length === 0)
      out(`report.json and events.ndjson agree in all ${figures} figures\n`)
    return differences.length === 0 ? exitCodes.ok : exitCodes.failed
  },
}
