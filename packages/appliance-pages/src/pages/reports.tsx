import { Paging } from '../components/paging.tsx'
import { Section } from '../components/section.tsx'
import { Table } from '../components/table.tsx'
import { page } from './page.ts'
import { queried } from './view.ts'

const rowsMax = 100

/** /login > Reports: the stored sessions (API-01: LSID and LSEQ as the version has them). */
export const reports = page({
  title: 'reports.title',
  reads: ({ query }) => {
    const after = Number(queried({ query }, 'after'))
    return {
      'list-sessions': {
        limit: rowsMax,
        ...(Number.isSafeInteger(after) && after >= 0 ? { after } : {}),
      },
    }
  },
  draw: (view, { 'list-sessions': { sessions, next } }) => {
    const { words } = view
    const title = words.text('reports.title')
    return (
      <Section title={title}>
        <Table
          caption={title}
          headings={[
            words.text('reports.lsid'),
            words.text('reports.lseq'),
            words.text('reports.key'),
            words.text('reports.began'),
            words.text('reports.ended'),
            words.text('reports.recording'),
          ]}
          rows={sessions.map((one) => [
            <code key="lsid">{one.lsid}</code>,
            words.number(one.lseq),
            one.externalKey,
            words.moment(one.startedAtMs),
            words.moment(one.endedAtMs),
            one.recordingBytes === 0 ? '–' : words.bytes(one.recordingBytes),
          ])}
          none={words.text('frame.nothing')}
        />
        <Paging view={view} next={next === null ? null : String(next)} />
      </Section>
    )
  },
})
