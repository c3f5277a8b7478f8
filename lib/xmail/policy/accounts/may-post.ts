import { atoi } from '@/lib/xmail/net'
import type { Document } from '@/lib/xmail/tab'
import { dataChunks } from '@/lib/xmail/tables/data-chunks'
import type { Walk } from '../open-facts'
import { openTable, type Policy } from '../policy'
import type { Account } from './find-account'
import { lowerAscii } from './lookup-table'

interface Member {
  readonly line: number
  readonly address: string
  readonly perms: string
}

/** What a member without permissions of its own has. */
const DEFAULT_PERMS = 'RW'

export interface PostCheck {
  readonly allow: boolean
  readonly isClosed: boolean
  readonly file: string
  readonly line: number | null
}

/**
 * UsrMLCheckUserPost: to a closed list, senders with W may post, and those who signed in as a member with A. An open
 * list takes everything.
 */
export function* mayPost(policy: Policy, list: Account, sender: string, logonUser: string): Walk<PostCheck> {
  const file = `${list.folder}/mlusers.tab`
  const isClosed = atoi(list.vars.text('ClosedML') ?? '0') !== 0
  if (!isClosed) return { allow: true, isClosed, file, line: null }
  const members = yield* openTable(policy, file, readMembers)
  const is = (member: Member, address: string) => lowerAscii(member.address) === lowerAscii(address)
  const found = members?.find(
    (member) =>
      (is(member, sender) && member.perms.includes('W')) ||
      (logonUser !== '' && is(member, logonUser) && member.perms.includes('A')),
  )
  return { allow: found !== undefined, isClosed, file, line: found?.line ?? null }
}

function readMembers(doc: Document): readonly Member[] {
  const members: Member[] = []
  for (const { line, tokens } of dataChunks(doc)) {
    const [address, perms = DEFAULT_PERMS] = tokens
    if (address !== undefined) members.push({ line, address, perms })
  }
  return members
}
