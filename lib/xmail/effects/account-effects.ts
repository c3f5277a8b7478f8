import { compileExternalAuths, compileLogins, type Login, readServerVariables } from '@/lib/xmail/policy'
import { readAccountNames } from '@/lib/xmail/tables/mailusers'
import { type BothSides, nameOn, type Side } from './mail-root'
import { DEFAULT_PERMS, ownPermissions, permissionLetters } from './own-permissions'

const LOGINS = 'smtpauth.tab'
const USERS = 'mailusers.tab'
const EXTERNAL = 'smtpextauth.tab'
const ACCOUNT_FILE = /^domains\/([^/]+)\/([^/]+)\/user\.tab$/

/** Somebody who signs in to SMTP, and what that is worth. Never a password. */
export interface AccountEffect {
  readonly name: string
  /** `smtpauth.tab`, or the account's user.tab. */
  readonly path: string
  /** Permission letters, each once, in the order of MRVTZS. Null: nobody can sign in by this name there. */
  readonly before: string | null
  readonly after: string | null
  /** Another password for the same name: who had the old one loses it, who has the new one gains it. */
  readonly passwordChanged: boolean
}

/** Mechanisms that an external program answers for from now on, or no more. What it accepts gets no permissions. */
export interface ExternalAuthEffect {
  readonly begins: readonly string[]
  readonly ends: readonly string[]
}

export function accountEffects(sides: BothSides): AccountEffect[] {
  const changed = sides.paths.filter((path) => ACCOUNT_FILE.test(path) && sides.differs(path))
  const paths = sides.differs(USERS) ? new Set([...changed, ...cameOrWent(sides)]) : changed
  const effects = [...loginEffects(sides), ...[...paths].map((path) => userEffect(sides, path))]
  return effects.filter(({ before, after, passwordChanged }) => before !== after || passwordChanged)
}

function loginEffects(sides: BothSides): AccountEffect[] {
  if (!sides.differs(LOGINS)) return []
  const names = changedNames(sides)
  const before = loginsByName(sides.before, names)
  const after = loginsByName(sides.after, names)
  return [...new Set([...before.keys(), ...after.keys()])].map((name) => {
    const was = before.get(name)
    const is = after.get(name)
    return {
      name: nameOn(is ? sides.after : sides.before, LOGINS, name),
      path: LOGINS,
      before: was ? lettersOf(was) : null,
      after: is ? lettersOf(is) : null,
      passwordChanged: Boolean(was && is) && !sameKeys(was, is),
    }
  })
}

/** Whoever has a line on one side that the other has not: of 100,000 others nothing need be made. */
function changedNames({ before, after }: BothSides): ReadonlySet<string> {
  const [were, are] = [permsByKey(before), permsByKey(after)]
  const changed = new Set<string>()
  const compare = (these: typeof were, others: typeof were) => {
    for (const [key, perms] of these)
      if (others.get(key) !== perms) changed.add(key.slice(0, key.indexOf('\t')))
  }
  compare(were, are)
  compare(are, were)
  return changed
}

/** By name and password, between which a TAB cannot be in either. The first line with both decides. */
function permsByKey(side: Side): ReadonlyMap<string, string> {
  const perms = new Map<string, string>()
  for (const login of loginsOf(side)) {
    const key = `${login.user}\t${login.password}`
    if (!perms.has(key)) perms.set(key, login.perms)
  }
  return perms
}

function loginsOf(side: Side): readonly Login[] {
  return side.read<readonly Login[]>(LOGINS, compileLogins) ?? []
}

/** Of each of these names its passwords, and what each of them is worth: the first line with both decides. */
function loginsByName(side: Side, wanted: ReadonlySet<string>): Map<string, Map<string, string>> {
  const names = new Map<string, Map<string, string>>()
  for (const { user, password, perms } of loginsOf(side)) {
    if (!wanted.has(user)) continue
    const passwords = names.get(user) ?? new Map<string, string>()
    names.set(user, passwords)
    if (!passwords.has(password)) passwords.set(password, perms)
  }
  return names
}

function sameKeys(
  a: ReadonlyMap<string, string> | undefined,
  b: ReadonlyMap<string, string> | undefined,
): boolean {
  return a?.size === b?.size && Boolean(a && b && [...a.keys()].every((key) => b.has(key)))
}

function lettersOf(passwords: ReadonlyMap<string, string>): string {
  return permissionLetters([...passwords.values()].join(''))
}

/** The user.tab of each account that only one side has, whether or not there is such a file. */
function cameOrWent({ before, after }: BothSides): string[] {
  const [were, are] = [before.once(accountFiles), after.once(accountFiles)]
  const only = (these: typeof were, others: typeof were) =>
    [...(these ?? [])].filter((path) => !others?.has(path))
  return [...only(were, are), ...only(are, were)]
}

/** The user.tab of each account of mailusers.tab; null where nobody has looked. */
function accountFiles(side: Side): ReadonlySet<string> | null {
  const accounts = side.read(USERS, readAccountNames)
  if (accounts) return new Set(accounts.map(({ folder }) => `${folder}/user.tab`))
  return side.isMissing(USERS) ? new Set() : null
}

function userEffect(sides: BothSides, path: string): AccountEffect {
  const [, domain = '', user = ''] = ACCOUNT_FILE.exec(path) ?? []
  return {
    name: `${user}@${domain}`,
    path,
    before: lettersOfUser(sides.before, path),
    after: lettersOfUser(sides.after, path),
    passwordChanged: false,
  }
}

/** Null: by mailusers.tab there is no such account. */
function lettersOfUser(side: Side, path: string): string | null {
  if (side.once(accountFiles)?.has(path) === false) return null
  const defaults = side.read('server.tab', readServerVariables)?.text('DefaultSmtpPerms') ?? DEFAULT_PERMS
  return ownPermissions(side.files.get(path) ?? null, defaults).letters
}

export function externalAuthEffect(sides: BothSides): ExternalAuthEffect | null {
  if (!sides.differs(EXTERNAL)) return null
  const before = mechanisms(sides.before)
  const after = mechanisms(sides.after)
  const begins = [...after].filter((each) => !before.has(each))
  const ends = [...before].filter((each) => !after.has(each))
  return begins.length + ends.length > 0 ? { begins, ends } : null
}

function mechanisms(side: Side): ReadonlySet<string> {
  const known = ['PLAIN', 'LOGIN', 'CRAM-MD5']
  const rows = side.read(EXTERNAL, compileExternalAuths) ?? []
  return new Set(rows.map(({ mechanism }) => mechanism.toUpperCase()).filter((each) => known.includes(each)))
}
