import {
  type Compile,
  compileGate,
  compileIpProperties,
  compileRelay,
  compileSpammers,
  type FilterRule,
  type Policy,
  propertyFlags,
  readServerVariables,
} from '@/lib/xmail/policy'
import type { Does, Ruled } from './outcome'

/** The rules of one table in the order in which they win, and what each does. */
export interface Layer {
  readonly rules: readonly FilterRule[]
  /** `rank`: the place of the rule that decides; -1: none does. Null: the table says nothing. */
  readonly judge: (rank: number) => Ruled | null
}

/** Every file must have been read: one that was not counts as missing. */
function open<T>(policy: Policy, path: string, compile: Compile<T>): T | null {
  const table = policy.table(path, compile)
  return table === 'unread' ? null : table
}

/** Clients that smtp.ipprop.tab whitelists: ipmap and spammers.tab are not asked about them (semantics.md 5). */
export function sparedLayer(policy: Policy): Layer {
  const path = 'smtp.ipprop.tab'
  const rules = open(policy, path, compileIpProperties)?.rules ?? []
  return judged(rules, ({ properties, line }) =>
    propertyFlags(properties).includes('white-listed') ? ruled('spared', path, line) : null,
  )
}

/** spammers.tab: codes above 0 refuse, 0 asks for signing in, below 0 are seconds. Without it all are refused (4.1). */
export function spammerLayer(policy: Policy): Layer {
  const path = 'spammers.tab'
  const table = open(policy, path, compileSpammers)
  if (!table) return { rules: [], judge: () => ruled('refused', path, -1) }
  return judged(table.rules, ({ code, line }) => {
    if (code > 0) return ruled('refused', path, line)
    return code === 0 ? ruled('sign-in', path, line) : ruled('waits', path, line, -code)
  })
}

/** An ipmap file of a service (2.3). Without it all are let in. */
export function gateLayer(policy: Policy, service: 'pop3' | 'ctrl' | 'finger'): Layer {
  const path = `${service}.ipmap.tab`
  return judged(open(policy, path, compileGate)?.rules ?? [], ({ allow, line }) =>
    ruled(allow ? 'let-in' : 'refused', path, line),
  )
}

/** smtp.ipmap.tab, with what SMTP-IpMapDropCode makes of a denial: 0 lets in all the same, a bug (6.1). */
export function smtpGateLayer(policy: Policy): Layer {
  const path = 'smtp.ipmap.tab'
  const code = open(policy, 'server.tab', readServerVariables)?.int('SMTP-IpMapDropCode', 1) ?? 1
  const denied: Does = code > 0 ? 'refused' : code < 0 ? 'waits' : 'let-in'
  return judged(open(policy, path, compileGate)?.rules ?? [], ({ allow, line }) =>
    allow ? ruled('let-in', path, line) : ruled(denied, path, line, Math.max(0, -code)),
  )
}

export function relayLayer(policy: Policy): Layer {
  const path = 'smtprelay.tab'
  return judged(open(policy, path, compileRelay)?.rules ?? [], ({ line }) => ruled('relays', path, line))
}

/** Without server.tab SMTP refuses everybody (6.1). */
export function settingsLayer(policy: Policy): Layer {
  const isMissing = open(policy, 'server.tab', readServerVariables) === null
  return { rules: [], judge: () => (isMissing ? ruled('refused', 'server.tab', -1) : null) }
}

function judged<R extends FilterRule>(rules: readonly R[], judge: (rule: R) => Ruled | null): Layer {
  return {
    rules,
    judge: (rank) => {
      const rule = rules[rank]
      return rule ? judge(rule) : null
    },
  }
}

export function ruled(does: Does, path: string | null, line: number, seconds = 0): Ruled {
  return { does, path, line, seconds }
}
