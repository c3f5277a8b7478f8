import { gateSet } from '@/lib/xmail/effects'
import { type AddressSet, contains, formatAddress } from '@/lib/xmail/net'
import type { MailRootPath } from '@/lib/xmail/path'
import { type Edit, nextPrecedence, readIpmap, rulesOfPreset } from '@/lib/xmail/tables'
import type { MailRoot } from '../mail-root'
import { CTRL_GATE, FINGER_GATE, POP3_GATE, SMTP_GATE } from '../paths'
import { type OpenTo, opensTo } from '../public-space'
import type { Rule, Trouble } from '../rule'

/** Who reaches the services that are not for everybody (semantics.md 2.3, 8.1, 10.1). */
export const OPEN_GATE_RULES: readonly Rule[] = [
  {
    id: 'ctrl-open',
    severity: 'danger',
    evidence: '2.3, 8.1',
    *find(root) {
      const open = openGate(root, CTRL_GATE)
      if (open?.ipv4) yield { ...whole(root, CTRL_GATE), fix: letOnlyConsoleIn(root) }
    },
  },
  {
    id: 'ctrl-closed-to-console',
    severity: 'danger',
    evidence: '2.3, 8.1',
    *find(root) {
      const { ownAddress } = root.options
      const set = setOfGate(root, CTRL_GATE)
      if (!ownAddress || !set || contains(set, ownAddress)) return
      // A row that only DNS can read may let it in.
      if ((root.read(CTRL_GATE, gateSet)?.unknown.length ?? 0) > 0) return
      const details = { address: formatAddress(ownAddress) }
      yield { path: CTRL_GATE, line: null, details, fix: letConsoleIn(root, ownAddress) }
    },
  },
  {
    id: 'finger-open',
    severity: 'warning',
    evidence: '10.1',
    *find(root) {
      const isOff = root.options.fingerRuns === false
      if (isOff || !openGate(root, FINGER_GATE)?.ipv4) return
      const nobody = rulesOfPreset({ kind: 'nobody' })
      yield {
        ...whole(root, FINGER_GATE),
        fix: nobody.ok ? { table: 'ipmap', path: FINGER_GATE, op: 'set', rules: nobody.value } : null,
      }
    },
  },
  {
    id: 'gate-open-by-ipv6',
    severity: 'warning',
    evidence: '2.2, 2.3',
    *find(root) {
      for (const path of [SMTP_GATE, POP3_GATE, CTRL_GATE, FINGER_GATE]) {
        const open = openGate(root, path)
        if (!open || open.ipv4 || !open.ipv6) continue
        yield { path, line: null, fix: closeIpv6(root, path) }
      }
    },
  },
  {
    id: 'smtp-gate-closed',
    severity: 'notice',
    evidence: '2.3, 6.1',
    *find(root) {
      const open = openGate(root, SMTP_GATE)
      if (open && !open.ipv4) yield { path: SMTP_GATE, line: null }
    },
  },
]

/** Wider than all that one provider is given. */
const WIDE_IPV6 = 1n << 109n

/** The peers that a list lets in; null: nobody has looked. */
function setOfGate(root: MailRoot, path: MailRootPath): AddressSet | null {
  if (root.file(path) === undefined) return null
  return (root.read(path, gateSet) ?? gateSet(null)).set
}

function openGate(root: MailRoot, path: MailRootPath): OpenTo | null {
  const set = setOfGate(root, path)
  return set && opensTo(set)
}

function whole(root: MailRoot, path: MailRootPath): Pick<Trouble, 'path' | 'line' | 'details'> {
  return { path, line: null, details: { missing: root.file(path) === null ? 'yes' : 'no' } }
}

/** Without knowing where the console is, closing the list would shut it out. */
function letOnlyConsoleIn({ options: { ownAddress } }: MailRoot): Edit | null {
  if (!ownAddress) return null
  const rules = rulesOfPreset({ kind: 'only', network: formatAddress(ownAddress) })
  return rules.ok ? { table: 'ipmap', path: CTRL_GATE, op: 'set', rules: rules.value } : null
}

function letConsoleIn(root: MailRoot, address: NonNullable<MailRoot['options']['ownAddress']>): Edit {
  const network = `${formatAddress(address)}/${address.version === 4 ? 32 : 128}`
  const precedence = nextPrecedence(root.read(CTRL_GATE, readIpmap) ?? [])
  const rules = [{ network, permission: 'ALLOW' as const, precedence }]
  return { table: 'ipmap', path: CTRL_GATE, op: 'add', rules, confirmed: [] }
}

/**
 * Below every other row, and where it meets no IPv4 client, so that nothing else changes. Not for CTRL unless the console
 * is known to come by IPv4.
 */
function closeIpv6(root: MailRoot, path: MailRootPath): Edit | null {
  if (path === CTRL_GATE && root.options.ownAddress?.version !== 4) return null
  const rows = (root.read(path, readIpmap) ?? []).filter(({ state }) => state === 'live')
  const lowest = rows.reduce((least, { precedence }) => Math.min(least, precedence ?? 0), 1)
  const isAllowed = rows.some((row) => row.permission === 'ALLOW' && (row.size?.v6 ?? 0n) > WIDE_IPV6)
  // An own row lets IPv6 in, so that one below it would change nothing.
  if (lowest < 0 || isAllowed) return null
  const rules = [{ network: '2000::/3', permission: 'DENY' as const, precedence: lowest - 1 }]
  return { table: 'ipmap', path, op: 'add', rules, confirmed: [] }
}
