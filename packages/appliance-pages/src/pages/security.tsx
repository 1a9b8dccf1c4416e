import { OperationForm } from '../components/operation-form.tsx'
import { Section } from '../components/section.tsx'
import { page } from './page.ts'
import { answered } from './view.ts'

/** /login > Management > Security: the key that two appliances have to share (FO-02). */
export const security = page({
  title: 'security.title',
  reads: () => ({ status: {} }),
  asks: ['set-pre-shared-key', 'prove-pre-shared-key'],
  shows: ['prove-pre-shared-key'],
  draw: (view, { status: { hasPreSharedKey } }) => {
    const { words } = view
    const proof = answered(view, 'prove-pre-shared-key')?.proof
    return (
      <>
        <Section title={words.text('security.title')}>
          <OperationForm
            view={view}
            operation="set-pre-shared-key"
            labels={{ key: 'field.pre-shared-key' }}
          >
            <p>{words.text(hasPreSharedKey ? 'security.key-set' : 'security.no-key')}</p>
            <p class="quiet">{words.text('security.key-note')}</p>
          </OperationForm>
        </Section>
        {hasPreSharedKey && (
          <Section title={words.text('security.compare')}>
            <p class="quiet">{words.text('security.compare-note')}</p>
            <OperationForm view={view} operation="prove-pre-shared-key" />
            {proof !== undefined && (
              <p>
                {words.text('security.proof')}: <code>{proof}</code>
              </p>
            )}
          </Section>
        )}
      </>
    )
  },
})
