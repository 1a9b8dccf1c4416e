/** The licence agreement that an administrator reads and accepts before each installation (UPD-03). */
export interface Eula {
  /** Changes whenever the text does: what was accepted is known afterwards. */
  readonly version: string
  readonly text: string
}

export const eula: Eula = {
  version: '2012-10',
  text: [
    'END USER LICENCE AGREEMENT (a stand-in of this rehearsal; nothing is agreed with anybody).',
    '1. The software is licensed for the primary hostname and the number of licences that its package names.',
    '2. While it is installed the site is not available; sessions that are under way end.',
    '3. There is no way back to an earlier version.',
  ].join('\n'),
}
