import { OperationForm } from '../components/operation-form.tsx'
import { Section } from '../components/section.tsx'
import { page } from './page.ts'
import { answered } from './view.ts'

/** /login > Management > Rep Console Settings: the consoles' installers, also of an update to come (CLI-02). */
export const installers = page({
  title: 'installers.title',
  reads: () => ({}),
  asks: ['download-console-installer'],
  shows: ['download-console-installer'],
  draw: (view) => {
    const { words } = view
    const made = answered(view, 'download-console-installer')
    return (
      <Section title={words.text('installers.title')}>
        <p class="quiet">{words.text('installers.note')}</p>
        <OperationForm view={view} operation="download-console-installer" />
        {made !== null && (
          <p class="notice done" role="status">
            {words.text('installers.made', {
              file: made.fileName,
              bytes: words.bytes(made.sizeBytes),
              version: made.version,
            })}
          </p>
        )}
      </Section>
    )
  },
})
