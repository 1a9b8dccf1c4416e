import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import t from 'tap'
import { notForContainers } from '../../src/containers/keeper.ts'
import { layout } from '../../src/containers/layout.ts'
import { writeMemberFolders } from '../../src/containers/member-folders.ts'
import { certifyLab } from '../../src/lab/folder/certificate-authority.ts'
import { labFolderAt, makeLabFolder } from '../../src/lab/folder/lab-folder.ts'
import { stageLab } from '../support/stage.ts'

t.test(
  'LAB-02, SEC-01: a member gets what it is started with, and nothing of another’s',
  async (t) => {
    const root = t.testdir({ lab: {}, members: {} })
    const folder = labFolderAt(join(root, 'lab'))
    const lab = stageLab({ name: 'small' })
    makeLabFolder(folder)
    await certifyLab(folder, lab)
    const members = join(root, 'members')
    writeMemberFolders(folder, { lab, seed: '1', participants: [] }, '/data/small', members)
    t.same(readdirSync(members).sort(), ['a', 'b', 'clients', 'update-server'])
    const read = (file: string): string => readFileSync(join(members, file), 'utf8')
    const files = (name: string): string[] => readdirSync(join(members, name)).sort()
    t.same(files('a'), ['admin-token', 'ca.pem', 'certificate', 'config.json', 'token'])
    t.same(files('clients'), ['ca.pem', 'config.json', 'token'])
    t.same(files('update-server'), ['config.json', 'token'])
    t.match(JSON.parse(read('update-server/config.json')), {
      dataDir: '/data/small',
      doorPort: layout.updatesPort,
      tokenFile: '/member/token',
    })
    t.not(read('a/admin-token'), read('b/admin-token'))
    t.not(read('a/certificate/key.pem'), read('b/certificate/key.pem'))
    t.equal(statSync(join(members, 'a/certificate/key.pem')).mode & 0o077, 0)
    t.match(JSON.parse(read('a/config.json')), {
      name: 'a',
      dataDir: '/data/small',
      adminTokenFile: '/member/admin-token',
      certificateDir: '/member/certificate',
      lab: { hubPort: 7_400, tokenFile: '/member/token', place: 'containers' },
      lifeline: false,
    })
    writeMemberFolders(folder, { lab, seed: '2', participants: [] }, '/data/other', members)
    t.match(
      JSON.parse(read('a/config.json')),
      { dataDir: '/data/other' },
      'and anew for a rehearsal',
    )
  },
)

t.test('LAB-02: a lab whose appliances have no containers is refused with a sentence', (t) => {
  const lab = stageLab({ name: 'small' })
  t.equal(notForContainers(lab, ['b', 'a']), undefined)
  t.match(
    notForContainers(lab, ['a', 'b', 'c']),
    /appliances a, b, c, which have containers; found a, b/,
  )
  t.end()
})
