import { ChangePassword } from '../components/change-password.tsx'
import { Facts, Section } from '../components/section.tsx'
import { page } from './page.ts'

/** /login > My Account: one's own password and permissions. */
export const myAccount = page({
  title: 'menu.my-account',
  reads: () => ({}),
  asks: ['change-password'],
  draw: (view) => {
    const { words, viewer } = view
    return (
      <Section title={words.text('account.title')}>
        <Facts
          facts={[
            [words.text('field.username'), viewer.username],
            [
              words.text('field.permissions'),
              viewer.permissions.map((permission) => words.choice(permission)).join(', ') ||
                words.text('frame.none'),
            ],
          ]}
        />
        <ChangePassword view={view} />
      </Section>
    )
  },
})
