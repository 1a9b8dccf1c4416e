import { Type } from 'typebox'
import { closed, drawOn, On } from '../arguments.ts'
import { faultKind } from '../fault-kind.ts'

export const changeSetting = faultKind({
  family: 'operator',
  title: 'an administrator changes a setting, also while the two are apart (SYN-02)',
  productOnly: false,
  args: Type.Object(
    {
      on: On,
      key: Type.String({ pattern: '^[a-z]{1,20}$' }),
      value: Type.String({ maxLength: 100 }),
    },
    closed,
  ),
  draw: (random) => ({
    on: drawOn(random),
    key: ['motd', 'banner', 'timeout'][random.integer(0, 2)] ?? 'motd',
    value: random.hex(6),
  }),
  begin: (stage, { on, key, value }) => stage.ask(on, 'set-setting', { key, value }),
})
