import { Section } from '../components/section.tsx'
import { page } from './page.ts'

/** A page that comes: said plainly, until its operations are there. */
export const notYet = page({
  title: 'later.title',
  reads: () => ({}),
  draw: ({ words }) => (
    <Section title={words.text('later.title')}>
      <p class="quiet">{words.text('later.note')}</p>
    </Section>
  ),
})
