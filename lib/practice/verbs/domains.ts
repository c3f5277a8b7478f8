import { wildMatchIgnoringCase } from '@/lib/xmail/wild-match'
import type { MailRoot } from '../mail-root'
import { appendRow, readRows, removeRows } from '../table-file'
import { type Answer, atLeast, exactly, listRows, OK, refuse, type Verb, type VerbCall } from './answer'
import { checkDomainName, sameName } from './names'

const DOMAINS = 'domains.tab'
const ALIAS_DOMAINS = 'aliasdomain.tab'

export async function isLocalDomain(root: MailRoot, domain: string): Promise<boolean> {
  const rows = (await readRows(root, DOMAINS)) ?? []
  return rows.some(({ tokens: [name] }) => sameName(name, domain))
}

/** The domain that an alias domain stands for, by its own name or else by the first pattern; undefined if it is none. */
export async function realDomainOf(root: MailRoot, domain: string): Promise<string | undefined> {
  const rows = (await readRows(root, ALIAS_DOMAINS)) ?? []
  const aliases = rows.map(({ tokens }) => tokens).filter(({ length }) => length >= 2)
  const exact = aliases.find(([name]) => sameName(name, domain))
  return (exact ?? aliases.find(([name = '']) => wildMatchIgnoringCase(domain, name)))?.[1]
}

/** A domain of domains.tab, or an alias domain of one. */
export async function isHandledDomain(root: MailRoot, domain: string): Promise<boolean> {
  return isLocalDomain(root, (await realDomainOf(root, domain)) ?? domain)
}

async function addDomain({ root, args: [name = ''] }: VerbCall): Promise<Answer> {
  const code = checkDomainName(name)
  if (code !== 0) return { kind: 'code', code }
  const domain = name.toLowerCase()
  if (await isHandledDomain(root, domain)) return refuse('ALREADY_EXIST')
  await appendRow(root, DOMAINS, [domain])
  await root.makeFolder(`domains/${domain}`)
  await root.makeFolder(`cmdaliases/${domain}`)
  return OK
}

/** Takes everything with it that belongs to the domain. */
async function deleteDomain({ root, args: [name = ''] }: VerbCall): Promise<Answer> {
  const domain = name.toLowerCase()
  const removed = await removeRows(root, DOMAINS, ([found]) => sameName(found, domain))
  if (removed === 0) return refuse('DOMAIN_NOT_HANDLED')
  for (const table of ['mailusers.tab', 'aliases.tab', 'pop3links.tab']) {
    await removeRows(root, table, ([found]) => sameName(found, domain))
  }
  await removeRows(root, 'extaliases.tab', (tokens) => sameName(tokens[2], domain))
  await removeRows(root, ALIAS_DOMAINS, (tokens) => sameName(tokens[1], domain))
  if (checkDomainName(domain) === 0) {
    await root.removeFolder(`domains/${domain}`)
    await root.removeFolder(`cmdaliases/${domain}`)
  }
  return OK
}

async function listDomains({ root, args }: VerbCall): Promise<Answer> {
  const names = ((await readRows(root, DOMAINS)) ?? []).map(({ tokens: [name = ''] }) => name)
  const isWanted = (name: string) =>
    args.length === 0 || args.some((pattern) => wildMatchIgnoringCase(name, pattern))
  return listRows(names.filter(isWanted).map((name) => [name]))
}

async function addAliasDomain({ root, args: [real = '', alias = ''] }: VerbCall): Promise<Answer> {
  if (!(await isLocalDomain(root, real))) return refuse('DOMAIN_NOT_HANDLED')
  const aliases = (await readRows(root, ALIAS_DOMAINS)) ?? []
  const isTaken =
    (await isLocalDomain(root, alias)) || aliases.some(({ tokens: [name] }) => sameName(name, alias))
  if (isTaken) return refuse('ADOMAIN_EXIST')
  await appendRow(root, ALIAS_DOMAINS, [alias.toLowerCase(), real.toLowerCase()])
  return OK
}

async function deleteAliasDomain({ root, args: [alias = ''] }: VerbCall): Promise<Answer> {
  const removed = await removeRows(root, ALIAS_DOMAINS, ([name]) => sameName(name, alias))
  return removed === 0 ? refuse('ADOMAIN_NOT_FOUND') : OK
}

/** More than two arguments are no error, but nothing is listed. */
async function listAliasDomains({ root, args }: VerbCall): Promise<Answer> {
  const [realPattern = '*', aliasPattern = '*'] = args
  const rows = (await readRows(root, ALIAS_DOMAINS)) ?? []
  return listRows(
    rows
      .map(({ tokens: [alias = '', real = ''] }) => [real, alias] as const)
      .filter(
        ([real, alias]) =>
          args.length <= 2 &&
          wildMatchIgnoringCase(real, realPattern) &&
          wildMatchIgnoringCase(alias, aliasPattern),
      ),
  )
}

export const DOMAIN_VERBS: Readonly<Record<string, Verb>> = {
  domainadd: { takes: exactly(1), run: addDomain },
  domaindel: { takes: exactly(1), run: deleteDomain },
  domainlist: { takes: atLeast(0), run: listDomains },
  aliasdomainadd: { takes: exactly(2), run: addAliasDomain },
  aliasdomaindel: { takes: exactly(1), run: deleteAliasDomain },
  aliasdomainlist: { takes: atLeast(0), run: listAliasDomains },
}
