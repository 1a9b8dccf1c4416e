import { repIdOf } from '@understudy/shared'
import { type ApiDocument, rootAttributes, shortDocument } from '../answer.ts'
import type { CommandCall } from './command-call.ts'

/** `get_support_teams` (API-03), with their members where `showmembers` asks for them. */
export const getSupportTeams = ({ era, parameters, reading }: CommandCall): ApiDocument =>
  shortDocument((xml) => {
    const showsMembers = parameters.has('showmembers') && parameters.get('showmembers') !== '0'
    xml.begin('support_teams', rootAttributes(era, 'command'))
    for (const { id, name, issues, members } of reading.teams()) {
      xml.begin('support_team', { id })
      xml.leaf('name', name)
      xml.begin('issues')
      for (const { code, title } of issues) xml.leaf('issue', title, { id: code })
      xml.end()
      if (showsMembers) {
        xml.begin('members')
        for (const member of members) xml.leaf('representative', member, { id: repIdOf(member) })
        xml.end()
      }
      xml.end()
    }
    xml.end()
  })
