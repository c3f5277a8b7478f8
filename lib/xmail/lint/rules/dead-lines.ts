import type { MailRootPath } from '@/lib/xmail/path'
import { remember } from '@/lib/xmail/remember'
import type { DeadReason, Edit, IppropReason } from '@/lib/xmail/tables'
import { readCtrlaccounts, readHnprop, readSmtpauth, readSmtpextauth } from '@/lib/xmail/tables'
import { readVariables, scopeOfPath } from '@/lib/xmail/variables'
import { type AddressRow, type AddressTable, addressTables, pickRows } from '../address-tables'
import type { MailRoot } from '../mail-root'
import { ADMINISTRATORS, HOST_PROPERTIES, SMTP_ACCOUNTS, SMTP_PROGRAMS } from '../paths'
import { reviveRows } from '../revive-rows'
import type { Rule, Trouble } from '../rule'

type Reason = DeadReason | IppropReason

/** Lines that XMail passes over without a word (semantics.md 1.2, 2.1). */
export const DEAD_LINE_RULES: readonly Rule[] = [
  dead('dead-spaces-for-tabs', '1.2', ['spaces-for-tabs']),
  dead('dead-three-field-cidr', '0.9, 2.3', ['three-field-cidr']),
  dead('dead-bare-address', '2.1', ['bare-address']),
  dead('dead-trailing-dot', '2.1', ['trailing-dot']),
  dead('dead-netmask', '2.1', ['mask-invalid', 'mask-is-prefix-length-with-slash']),
  dead('dead-ipv6-needs-prefix-length', '2.1', ['ipv6-needs-prefix-length']),
  dead('dead-address', '2.1', ['not-an-address', 'blank-in-address']),
  dead('dead-too-few-fields', '2.3, 7', ['too-few-fields']),
  dead('dead-precedence', '2.3', ['precedence-never-applies']),
  dead('dead-needs-prefix-length', '5', ['needs-cidr']),
  dead('not-a-comment', '1.1', ['looks-like-comment'], 'notice'),
]

function dead(
  id: string,
  evidence: string,
  reasons: readonly Reason[],
  severity: Rule['severity'] = 'warning',
): Rule {
  const isMeant = (reason: string | undefined) => reasons.some((each) => each === reason)
  return {
    id,
    severity,
    evidence,
    *find(root) {
      yield* findAddressRows(root, isMeant)
      yield* findOthers(root, isMeant)
    },
  }
}

function* findAddressRows(
  root: MailRoot,
  isMeant: (reason: string | undefined) => boolean,
): Generator<Trouble> {
  for (const owner of addressTables(root)) {
    const { dead } = pickRows(owner)
    if (!dead.some((row) => isMeant(row.reason))) continue
    const fixes = reviveOnce(root, owner, dead)
    for (const [i, { line, reason }] of dead.entries())
      if (isMeant(reason)) yield { path: owner.path, line, fix: fixes[i] ?? null }
  }
}

const revivedOf = remember((_: MailRoot) => new Map<MailRootPath, readonly (Edit | null)[]>())

/** All dead rows of a table at once, whatever ails them: to find what covers what takes the time of the whole table. */
function reviveOnce(
  root: MailRoot,
  owner: AddressTable,
  dead: readonly AddressRow[],
): readonly (Edit | null)[] {
  const revived = revivedOf(root)
  const fixes = revived.get(owner.path) ?? reviveRows(owner, dead, root.options.ownAddress ?? null)
  revived.set(owner.path, fixes)
  return fixes
}

/** Tables without addresses: what they hold may be secret, and nobody but a person knows what was meant. */
function* findOthers(root: MailRoot, isMeant: (reason: string | undefined) => boolean): Generator<Trouble> {
  for (const path of root.paths) {
    const scope = scopeOfPath(path)
    const rows = scope === undefined ? null : root.read(path, scope === 'user' ? readUser : readVariables)
    for (const { line, reason } of rows ?? []) if (isMeant(reason)) yield { path, line }
  }
  for (const [path, read] of OTHERS) {
    for (const { line, reason } of root.read(path, read) ?? []) if (isMeant(reason)) yield { path, line }
  }
}

const readUser = (doc: Parameters<typeof readVariables>[0]) => readVariables(doc, 'user')

type Read = (doc: Parameters<typeof readVariables>[0]) => readonly { line: number; reason?: string }[]

const OTHERS: readonly (readonly [typeof ADMINISTRATORS, Read])[] = [
  [HOST_PROPERTIES, readHnprop],
  [SMTP_ACCOUNTS, readSmtpauth],
  [SMTP_PROGRAMS, readSmtpextauth],
  [ADMINISTRATORS, readCtrlaccounts],
]
