import { initialPassword, type Refusal, refusal } from '@understudy/shared'

const lengthMin = 8
const distinctMin = 5

/** What is weak about a new password, without showing it; null = nothing (SEC-02). */
export function refusalOfPassword(username: string, password: string): Refusal | null {
  const expected = `at least ${lengthMin} characters, ${distinctMin} of them different, and neither the user name nor the initial password`
  const weak = (found: string): Refusal => refusal('weak-password', { found, expected })
  if (password.length < lengthMin) return weak(`${password.length} characters`)
  const distinct = new Set(password).size
  if (distinct < distinctMin) return weak(`${distinct} different characters`)
  const plain = password.toLowerCase()
  if (plain === initialPassword) return weak('the initial password')
  return plain === username.toLowerCase() ? weak('the user name') : null
}
