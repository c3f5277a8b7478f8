import { type MailRootPath, mailRootPath } from './path'
import { isStartFilePath } from './start-file-path'
import type { TabFormat } from './tab'

/** When a running XMail notices a changed file (semantics.md 9). A session that has begun may go on with the old one. */
export type TakesEffect = 'next-connection' | 'next-session' | 'next-use' | 'restart'

/** What it means that the file is not there (semantics.md 2.3, 3, 4, 5, 7, 9, 11). */
export type WhenMissing =
  | 'allows-all'
  | 'refuses-all'
  | 'denies-relay'
  | 'refuses-logins'
  | 'no-tls'
  | 'will-not-start'
  | 'no-effect'

/** What is known of a MailRoot file before it is read. */
export interface CatalogEntry {
  /** Below MAIL_ROOT. A `*` stands for one name or part of a name, never for a slash. */
  readonly path: string
  readonly kind: 'tab' | 'pem' | 'text'
  /** For files other than `tab` it only says that lines are lines. */
  readonly format: TabFormat
  /** XMail keeps byte offsets into it: written by anything else while it runs, its look-ups fail (semantics.md 9). */
  readonly indexed: boolean
  /** `columns`: the tokens `secretColumns` must be masked, in commented-out lines as well. `whole`: never shown or read. */
  readonly secret: 'none' | 'columns' | 'whole'
  /** Token indexes, from 0. */
  readonly secretColumns: readonly number[]
  readonly takesEffect: TakesEffect
  readonly whenMissing: WhenMissing
}

type Facts = Partial<Omit<CatalogEntry, 'path' | 'secret'>>

const tab = (lineLimit: number, comments = true): TabFormat => ({ lineLimit, comments })
const LINES = tab(Number.MAX_SAFE_INTEGER, false)
const PEM: Facts = { kind: 'pem', format: LINES, takesEffect: 'next-connection' }
const INDEXED: Facts = { indexed: true, takesEffect: 'restart', whenMissing: 'will-not-start' }
const IPMAP: Facts = { takesEffect: 'next-connection', whenMissing: 'allows-all' }

function file(path: string, lineLimit: number, facts: Facts = {}): CatalogEntry {
  return {
    path,
    kind: 'tab',
    format: tab(lineLimit),
    indexed: false,
    secret: facts.secretColumns ? 'columns' : 'none',
    secretColumns: [],
    takesEffect: 'next-use',
    whenMissing: 'no-effect',
    ...facts,
  }
}

/** Every MailRoot file that this console knows. Limits and comments: semantics.md 1.4. */
export const CATALOG: readonly CatalogEntry[] = [
  file('server.tab', 2046, { takesEffect: 'next-session', whenMissing: 'refuses-all' }),

  file('smtp.ipmap.tab', 510, IPMAP),
  file('pop3.ipmap.tab', 510, IPMAP),
  file('ctrl.ipmap.tab', 510, IPMAP),
  file('finger.ipmap.tab', 510, IPMAP),
  file('smtp.ipprop.tab', 1022, { takesEffect: 'next-connection' }),
  file('smtp.hnprop.tab', 1022, { takesEffect: 'next-connection' }),
  file('spammers.tab', 510, { takesEffect: 'next-connection', whenMissing: 'refuses-all' }),
  file('spam-address.tab', 510),
  file('smtprelay.tab', 510, { whenMissing: 'denies-relay' }),

  file('smtpauth.tab', 510, { secretColumns: [1] }),
  file('smtpextauth.tab', 1022),
  // A line that starts with `#` is no comment here but an account that can sign in (semantics.md 7.2).
  file('ctrlaccounts.tab', 510, {
    format: tab(510, false),
    secretColumns: [1],
    whenMissing: 'refuses-logins',
  }),

  file('smtpfwd.tab', 1022),
  file('smtpgw.tab', 1022),
  file('filters.in.tab', 510),
  file('filters.out.tab', 510),
  file('filters.post-rcpt.tab', 1022),
  file('filters.pre-data.tab', 1022),
  file('filters.post-data.tab', 1022),
  file('filters/*', 1022),

  file('mailusers.tab', 2046, { ...INDEXED, secretColumns: [2] }),
  file('aliases.tab', 510, INDEXED),
  file('extaliases.tab', 1022, INDEXED),
  file('domains.tab', 510, INDEXED),
  file('aliasdomain.tab', 510, INDEXED),
  file('pop3links.tab', 2046, { secretColumns: [4] }),

  file('userdef.tab', 2046),
  file('domains/*/userdef.tab', 2046),
  file('domains/*/mailproc.tab', 510),
  file('domains/*/*/user.tab', 2046),
  file('domains/*/*/pop3.ipmap.tab', 510, { whenMissing: 'allows-all' }),
  // Its reader skips no comments either: a line `#x` is a member (UsrMailList.cpp, UsrMLGetFirstUser).
  file('domains/*/*/mlusers.tab', 510, { format: tab(510, false) }),
  file('domains/*/*/mailproc.tab', 510),
  file('custdomains/*.tab', 1022),
  file('cmdaliases/*/*.tab', 1022),
  // What XMail signs in with elsewhere: method, user, clear password. Its reader takes 510 bytes, unlike pop3's.
  file('userauth/smtp/*.tab', 510, { secretColumns: [2] }),
  file('userauth/*/*.tab', 1022),

  file('server.cert', 0, { ...PEM, whenMissing: 'no-tls' }),
  { ...file('server.key', 0, { ...PEM, whenMissing: 'no-tls' }), secret: 'whole' },
  file('certs.pem', 0, PEM),
  file('certs/*', 0, PEM),
  file('dnsroots', 0, { kind: 'text', format: LINES }),
]

const BY_PATH: ReadonlyMap<string, CatalogEntry> = new Map(CATALOG.map((entry) => [entry.path, entry]))
const PATTERNS = CATALOG.filter((entry) => entry.path.includes('*')).map((entry) => ({
  entry,
  // `*` may be empty: userauth/pop3/.tab is what every domain falls back to.
  pattern: new RegExp(`^${entry.path.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`),
}))

/** The file that starts XMail: no file of the MailRoot, so that no list of those has it. XMail reads it when it starts. */
const START_FILE = file('', 0, { kind: 'text', format: LINES, takesEffect: 'restart' })

/** What is known of a file, by its exact path, then by the first pattern that fits; undefined for any other file. */
export function catalogEntry(path: MailRootPath): CatalogEntry | undefined {
  if (isStartFilePath(path)) return START_FILE
  return BY_PATH.get(path) ?? PATTERNS.find(({ pattern }) => pattern.test(path))?.entry
}

/** The files that every snapshot reads: the settings, and all tables that decide who may do what. Never server.key. */
export const SNAPSHOT_PATHS: readonly MailRootPath[] = [
  'server.tab',
  'smtp.ipmap.tab',
  'pop3.ipmap.tab',
  'ctrl.ipmap.tab',
  'finger.ipmap.tab',
  'smtp.ipprop.tab',
  'smtp.hnprop.tab',
  'spammers.tab',
  'spam-address.tab',
  'smtprelay.tab',
  'smtpauth.tab',
  'smtpextauth.tab',
  'ctrlaccounts.tab',
  'smtpfwd.tab',
  'smtpgw.tab',
  'filters.in.tab',
  'filters.out.tab',
  'filters.post-rcpt.tab',
  'filters.pre-data.tab',
  'filters.post-data.tab',
  'domains.tab',
  'aliasdomain.tab',
].map(mailRootPath)
