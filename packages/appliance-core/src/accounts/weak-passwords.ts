import { initialPassword, type Refusal, refusal } from '@understudy/shared'

const lengthMin = 8
const distinctMin = 5

/** What is weak about a new password, without showing it; null = nothing (SEC-02). */
export function refusalOfPassword(username: string, password: string): Refusal | null {
  const expected = `at least ${lengthMin} characters, ${distinctMin} of them different, and neither the user name nor the initial password`
  const tooWeak = (found: string): Refusal => refusal('weak-password', { found, expected })
  if (password.length < lengthMin) return tooWeak(`${password.length} characters`)
  const distinct = new Set(password).size
  if (distinct < distinctMin) return tooWeak(`${distinct} different characters`)
  const plain = password.toLowerCase()
  if (plain === initialPassword) return tooWeak('the initial password')
  return plain === username.toLowerCase() ? tooWeak('the user name') : null
}
