import { type ErrorCode, type Fault, fault } from '@/lib/errors'

/** What is said of an entry of a list where another entry of the same list is in its way. */
const IN_LIST: Partial<Record<ErrorCode, ErrorCode>> = {
  NETWORK_DUPLICATE: 'NETWORK_IN_LIST',
  NETWORK_COVERED: 'NETWORK_IN_LIST',
  RULE_NEVER_DECIDES: 'RULE_BEHIND_IN_LIST',
  HOST_NEVER_DECIDES: 'RULE_BEHIND_IN_LIST',
  PATTERN_DUPLICATE: 'PATTERN_IN_LIST',
  PATTERN_COVERED: 'PATTERN_IN_LIST',
}

/**
 * The trouble with an entry of a list, as a check of a table gives it, in words of the list. Where its detail `entry`
 * (1-based) names another entry, the file has no such line: its line in the list is said (`lineOf` that entry, from 1),
 * as NETWORK_IN_LIST {network, by, line}, RULE_BEHIND_IN_LIST {rule, by, line} or PATTERN_IN_LIST {pattern, by, line}.
 */
export function ofTheList(found: Fault, lineOf: (entry: number) => number): Fault {
  const { entry, network, host, pattern, by } = found.details ?? {}
  const code = IN_LIST[found.code]
  if (!code || typeof entry !== 'number') return found
  const own = network ?? host ?? pattern ?? ''
  const name = code === 'NETWORK_IN_LIST' ? 'network' : code === 'PATTERN_IN_LIST' ? 'pattern' : 'rule'
  return fault(code, { [name]: own, by: by ?? own, line: lineOf(entry) })
}
