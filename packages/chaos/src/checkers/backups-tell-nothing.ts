import { type Checker, toldSince } from './checker.ts'

/** Reports and session keys are the primary's: no program is told them by a backup (FO-06). */
export const backupsTellNothing: Checker = {
  law: 'backups-tell-nothing',
  spec: 'FO-06',
  onlyVirtual: true,
  watch: ({ stage }, tell) => {
    const look = toldSince(stage, ({ on, api, query, text, role }) => {
      const isPrimarys = api === 'reporting' || query.includes('action=generate_session_key')
      if (isPrimarys && role === 'backup' && !text.includes('<error'))
        tell(`${on} is the backup and answered a program`, [query])
    })
    return { onStep: look, atEnd: look }
  },
}
