import { catalogEntry } from '@/lib/xmail/catalog'
import { type Address, parseAddress } from '@/lib/xmail/net'
import { mailRootPath } from '@/lib/xmail/path'
import { compilePolicy, mailRootFiles, type Policy } from '@/lib/xmail/policy'
import { type Document, parseDocument, quote } from '@/lib/xmail/tab'

const DOMAIN = 'xmailserver.test'
const ACCOUNT_FOLDER = `domains/${DOMAIN}/xmailuser`

export const ACCOUNT = `xmailuser@${DOMAIN}`

/** What every measured server had (test/vectors/README.md): one account, one alias, all other tables empty. */
const FIXED_FILES: Readonly<Record<string, string | null>> = {
  'domains.tab': `"${DOMAIN}"\n`,
  'mailusers.tab': `"${DOMAIN}"\t"xmailuser"\t"1d08040c09"\t1\t"xmailuser"\t"U"\n`,
  'aliases.tab': `"${DOMAIN}"\t"postmaster"\t"xmailuser"\n`,
  'aliasdomain.tab': '',
  'spammers.tab': '',
}

/** There, and of no interest but for that. */
const TLS_FILES: readonly string[] = ['server.cert', 'server.key']

const FIXED_VARIABLES: Readonly<Record<string, string>> = {
  RootDomain: DOMAIN,
  SmtpServerDomain: DOMAIN,
  POP3Domain: DOMAIN,
  HeloDomain: DOMAIN,
}

/** A MailRoot as one vector describes it. Null: there is no such file. */
export function vectorPolicy(
  vars: Readonly<Record<string, string>>,
  userVars: Readonly<Record<string, string | null>>,
  files: Readonly<Record<string, string | null>>,
): Policy {
  const all = {
    ...FIXED_FILES,
    'server.tab': variableLines({ ...FIXED_VARIABLES, ...vars }),
    [`${ACCOUNT_FOLDER}/user.tab`]: variableLines(userVars),
    ...files,
  }
  const documents = Object.entries(all).map(([path, text]) => [path, openFile(path, text)] as const)
  const root = mailRootFiles(new Map(documents), null)
  const exists = (path: string) => TLS_FILES.includes(path) || root.exists(path)
  return compilePolicy({ ...root, exists })
}

export const ACCOUNT_GATE = `${ACCOUNT_FOLDER}/pop3.ipmap.tab`

function variableLines(vars: Readonly<Record<string, string | null>>): string {
  return Object.entries(vars)
    .map(([name, value]) => (value === null ? '' : `${quote(name)}\t${quote(value)}\n`))
    .join('')
}

/** Texts were written to the measured server's disk as UTF-8, while clients sent passwords as latin-1. */
function openFile(path: string, text: string | null): Document | null {
  const format = catalogEntry(mailRootPath(path))?.format
  if (!format) throw new Error(`no such file in a MailRoot: ${path}`)
  return text === null ? null : parseDocument(new TextEncoder().encode(text), format)
}

/** An address of a vector. One that is none is a broken file of vectors. */
export function clientOf(text: string): Address {
  const parsed = parseAddress(text)
  if (!parsed.ok) throw new Error(`no address: ${text}`)
  return parsed.value
}
