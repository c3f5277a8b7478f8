import { wildMatchIgnoringCase } from '@/lib/xmail/wild-match'
import { appendRow, readRows, removeRows } from '../table-file'
import { findAccount } from './accounts'
import { type Answer, atMost, exactly, listRows, OK, refuse, type Verb, type VerbCall } from './answer'
import { sameName, splitAddress } from './names'

const ALIASES = 'aliases.tab'
const EXTERNAL_ALIASES = 'extaliases.tab'

async function addAlias({ root, args: [domain = '', alias = '', target = ''] }: VerbCall): Promise<Answer> {
  const address = splitAddress(target)
  const found =
    typeof address === 'number'
      ? await findAccount(root, domain, target)
      : await findAccount(root, address.domain, address.user)
  if (typeof found === 'number') return { kind: 'code', code: found }
  if (typeof (await findAccount(root, domain, alias)) !== 'number') return refuse('USER_EXIST')
  const rows = (await readRows(root, ALIASES)) ?? []
  if (rows.some(({ tokens }) => sameName(tokens[0], domain) && sameName(tokens[1], alias)))
    return refuse('ALIAS_EXIST')
  await appendRow(root, ALIASES, [domain, alias, target])
  return OK
}

async function deleteAlias({ root, args: [domain = '', alias = ''] }: VerbCall): Promise<Answer> {
  const removed = await removeRows(
    root,
    ALIASES,
    (tokens) => sameName(tokens[0], domain) && sameName(tokens[1], alias),
  )
  return removed === 0 ? refuse('ALIAS_NOT_FOUND') : OK
}

async function listAliases({ root, args }: VerbCall): Promise<Answer> {
  const rows = (await readRows(root, ALIASES)) ?? []
  return listRows(
    rows
      .map(({ tokens: [domain = '', alias = '', target = ''] }) => [domain, alias, target])
      .filter((fields) => fields.every((field, at) => wildMatchIgnoringCase(field, args[at] ?? '*'))),
  )
}

async function addExternalAlias({ root, args: [local = '', remote = ''] }: VerbCall): Promise<Answer> {
  const from = splitAddress(local)
  if (typeof from === 'number') return { kind: 'code', code: from }
  const to = splitAddress(remote)
  if (typeof to === 'number') return { kind: 'code', code: to }
  const rows = (await readRows(root, EXTERNAL_ALIASES)) ?? []
  if (rows.some(({ tokens }) => sameName(tokens[0], to.domain) && sameName(tokens[1], to.user))) {
    return refuse('EXTALIAS_EXIST')
  }
  await appendRow(root, EXTERNAL_ALIASES, [to.domain, to.user, from.domain, from.user])
  return OK
}

async function deleteExternalAlias({ root, args: [remote = ''] }: VerbCall): Promise<Answer> {
  const address = splitAddress(remote)
  if (typeof address === 'number') return { kind: 'code', code: address }
  const removed = await removeRows(
    root,
    EXTERNAL_ALIASES,
    (tokens) => sameName(tokens[0], address.domain) && sameName(tokens[1], address.user),
  )
  return removed === 0 ? refuse('EXTALIAS_NOT_FOUND') : OK
}

async function listExternalAliases({ root, args }: VerbCall): Promise<Answer> {
  const patterns: string[] = []
  for (const address of [args[1], args[0]]) {
    const parts = address === undefined ? { domain: '*', user: '*' } : splitAddress(address)
    if (typeof parts === 'number') return { kind: 'code', code: parts }
    patterns.push(parts.domain, parts.user)
  }
  const rows = (await readRows(root, EXTERNAL_ALIASES)) ?? []
  return listRows(
    rows
      .map(({ tokens }) => tokens.slice(0, 4))
      .filter((fields) => fields.every((field, at) => wildMatchIgnoringCase(field, patterns[at] ?? '*'))),
  )
}

export const ALIAS_VERBS: Readonly<Record<string, Verb>> = {
  aliasadd: { takes: exactly(3), run: addAlias },
  aliasdel: { takes: exactly(2), run: deleteAlias },
  aliaslist: { takes: atMost(3), run: listAliases },
  exaliasadd: { takes: exactly(2), run: addExternalAlias },
  exaliasdel: { takes: exactly(1), run: deleteExternalAlias },
  exaliaslist: { takes: atMost(2), run: listExternalAliases },
}
