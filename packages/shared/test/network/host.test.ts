import fc from 'fast-check'
import t from 'tap'
import {
  canonicalAddress,
  canonicalHost,
  ipv6Groups,
  ipv6TwinOf,
  sameHost,
} from '../../src/index.ts'

const groupsOf = (address: string): readonly number[] => ipv6Groups(address) ?? []

/** All eight groups, each in four digits or as few as will do, lower or upper case. */
const longForms = (address: string): readonly string[] =>
  [4, 1].flatMap((digits) => {
    const text = groupsOf(address)
      .map((group) => group.toString(16).padStart(digits, '0'))
      .join(':')
    return [text, text.toUpperCase(), `[${text}]`]
  })

t.test('FO-04: a host name is the same in any case, with and without the final dot', async (t) => {
  for (const spelling of ['support.example.com', 'Support.Example.COM', 'support.example.com.']) {
    t.equal(canonicalHost(spelling), 'support.example.com', spelling)
    t.equal(canonicalAddress(spelling), null, spelling)
  }
  for (const other of ['support.example.com..', 'support.example.org', 'example.com', ''])
    t.notOk(sameHost(other, 'support.example.com'), other)
})

t.test(
  'FO-04: an address is the same in every form, mapped into IPv6 or as its twin',
  async (t) => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        const mapped = `::ffff:${address}`
        const twin = ipv6TwinOf(address)
        for (const spelling of [address, `${address}.`, mapped, ...longForms(mapped)])
          t.equal(canonicalHost(spelling), address, spelling)
        for (const spelling of [twin, `2001:db8::${address}`, ...longForms(twin)])
          t.equal(canonicalHost(spelling), address, spelling)
        t.equal(canonicalAddress(mapped), address)
        t.equal(
          canonicalAddress(`[${twin.toUpperCase()}]`),
          twin,
          'the twin is an address of its own',
        )
      }),
    )
  },
)

t.test('FO-04: an IPv6 address is the same in every form, and no other (RFC 5952)', async (t) => {
  fc.assert(
    fc.property(fc.ipV6(), fc.ipV6(), (one, other) => {
      for (const spelling of longForms(one)) t.ok(sameHost(spelling, one), spelling)
      const canonical = canonicalHost(one)
      t.equal(canonicalHost(canonical), canonical, 'it is a form of its own')
      if (groupsOf(one).join() !== groupsOf(other).join() && canonical.includes(':'))
        t.notOk(sameHost(one, other), `${one} is not ${other}`)
    }),
  )
})
