import type { Address } from '@/lib/xmail/net'
import { ask, type Walk } from '../open-facts'
import type { World } from '../question'
import type { FilterRule, RuleTable } from './rule-table'

/** So many lines with host names are told apart; lines behind are taken not to be the client's. */
const MAX_NAMES = 8

/**
 * The rule that decides about a peer, host names included: the world says which are the peer's, or the way branches at
 * those that would change the `effect`.
 */
export function* findRule<R extends FilterRule>(
  table: RuleTable<R>,
  file: string,
  { client, world }: { readonly client: Address; readonly world: World },
  effect: (rule: R | null) => string,
): Walk<R | null> {
  const found = table.find(client)
  const named = table.namedBefore(found)
  if (named.length === 0) return found
  const { clientNames } = world
  if (clientNames) return named.find((rule) => clientNames.includes(nameOf(rule))) ?? found
  const ordinary = effect(found)
  const seen = new Set<string>()
  const telling = named.filter((rule) => {
    const changes = effect(rule) !== ordinary && !seen.has(effect(rule))
    seen.add(effect(rule))
    return changes
  })
  if (telling.length === 0) return found
  const names = telling.slice(0, MAX_NAMES).map((rule) => ({ line: rule.line, name: nameOf(rule) }))
  const answers = [...names.map(({ line }) => String(line)), 'none']
  const answer = yield* ask({ kind: 'host-name', file, names, answers })
  return telling.find(({ line }) => String(line) === answer) ?? found
}

function nameOf({ filter }: FilterRule): string {
  return filter.kind === 'dns' ? filter.name : ''
}
