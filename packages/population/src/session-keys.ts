/** Sessions of the test machines are recognised by their key: they are kept short (G2, "test B"). */
export const testKeyPrefix = 'test-'

/** The external key of a session that a customer of that population asks for. */
export const customerKey = (seed: number | string, number: number | string): string =>
  `${seed}-c-${String(number).padStart(6, '0')}`

/** Of one that a test asks for. */
export const testKey = (seed: number | string, test: string): string =>
  `${testKeyPrefix}${seed}-${test}`

/** Whether somebody of the population with that seed asked for the session, and it was not there before all of them. */
export const isKeyOf = (seed: number | string, key: string): boolean =>
  key.startsWith(`${seed}-c-`) || key.startsWith(testKey(seed, ''))
