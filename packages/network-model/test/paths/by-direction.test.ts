import t from 'tap'
import { ByDirection } from '../../src/paths/by-direction.ts'
import { Directions } from '../../src/paths/directions.ts'
import { HostWords } from '../../src/paths/host-words.ts'
import { network } from '../support/model.ts'

/** Counts how often it is asked whom a word means. */
class CountingWords extends HostWords {
  asked = 0
  override covers(word: string, host: string): boolean {
    this.asked++
    return super.covers(word, host)
  }
}

function setUp() {
  const hosts = { names: ['a', 'b', 'office-1', 'office-2'], version: 1 }
  const words = new CountingWords(network, () => hosts.names)
  const directions = new Directions(words, hosts, ['a', 'b'])
  return { hosts, words, lying: new ByDirection<string>(words, directions) }
}

const toA = { from: 'office-1', to: 'a', oneWay: false }
const toB = { from: 'office-2', to: 'b', oneWay: false }

t.test('NET-09: what lies on a path is found by direction, in the order of setting', (t) => {
  const { lying } = setUp()
  t.same(lying.of('a', 'office-1'), [])
  lying.set('one', { ...toA, oneWay: true }, '1')
  lying.set('two', { from: '*', to: 'a', oneWay: false }, '2')
  t.same(lying.of('office-1', 'a'), ['1', '2'])
  t.equal(lying.of('office-1', 'a'), lying.of('office-1', 'a'), 'the same array until it changes')
  t.same(lying.of('a', 'office-1'), ['2'])
  lying.set('one', { ...toA, oneWay: true }, null)
  t.same(lying.of('office-1', 'a'), ['2'], 'it does nothing now')
  lying.set('one', { ...toA, oneWay: true }, '3')
  t.same(lying.of('office-1', 'a'), ['3', '2'], 'and keeps its place')
  lying.remove('two')
  t.same(lying.of('office-1', 'a'), ['3'])
  t.end()
})

t.test('NET-09: a host that comes later is hit by what lies there already', (t) => {
  const { lying, hosts } = setUp()
  lying.set('all', { from: '*', to: 'a', oneWay: false }, '1')
  t.same(lying.of('observer', 'a'), ['1'])
  hosts.names.push('observer')
  hosts.version++
  lying.set('more', { from: 'observer', to: 'a', oneWay: false }, '2')
  t.same(lying.of('observer', 'a'), ['1', '2'])
  t.end()
})

t.test('NET-09: a fault costs nothing where it does not lie, however many there are', (t) => {
  const { lying, words } = setUp()
  for (let i = 0; i < 1_000; i++) lying.set(`there ${i}`, toB, String(i))
  lying.set('here', toA, '1')
  lying.of('office-1', 'a')
  words.asked = 0
  for (let turn = 0; turn < 100; turn++) {
    lying.set('here', toA, turn % 2 === 0 ? null : '1')
    t.equal(lying.of('office-1', 'a').length, turn % 2)
  }
  t.equal(words.asked, 0, 'nobody is asked whom a word means')
  t.end()
})
