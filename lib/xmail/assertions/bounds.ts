import {
  type AddressSet,
  complement,
  difference,
  emptySet,
  fullSet,
  type GroupedPeers,
  groupPeers,
  intersection,
  readAddressFilter,
  union,
} from '@/lib/xmail/net'
import type { FilterRule } from '@/lib/xmail/policy'

/**
 * Clients for whom something is so, as far as files tell: `least` are those for whom it is so whatever DNS says, `most`
 * those for whom it may be. Both are exact; where nothing is left open they are the same set.
 */
export interface Bounds {
  readonly least: AddressSet
  readonly most: AddressSet
}

export const NOBODY: Bounds = { least: emptySet, most: emptySet }
export const EVERYBODY: Bounds = { least: fullSet, most: fullSet }
/** It may be so for anybody, and is certain of nobody. */
export const PERHAPS: Bounds = { least: emptySet, most: fullSet }

export function both(a: Bounds, b: Bounds): Bounds {
  return combine(a, b, intersection)
}

export function either(a: Bounds, b: Bounds): Bounds {
  return combine(a, b, union)
}

export function not({ least, most }: Bounds): Bounds {
  const upper = complement(least)
  return { least: least === most ? upper : complement(most), most: upper }
}

/** An open yes or no as bounds. `least`: whether it is yes for sure, `most`: whether it may be. */
export function flagBounds({ least, most }: { readonly least: boolean; readonly most: boolean }): Bounds {
  return { least: least ? fullSet : emptySet, most: most ? fullSet : emptySet }
}

function combine(a: Bounds, b: Bounds, join: (a: AddressSet, b: AddressSet) => AddressSet): Bounds {
  const most = join(a.most, b.most)
  const isKnown = a.least === a.most && b.least === b.most
  return { least: isKnown ? most : join(a.least, b.least), most }
}

const ANY_PEER = readAddressFilter(['::/0'])
const DIFFERENT = 'different'
const NO_PEER = readAddressFilter(['-'])

/**
 * The peers whose first matching rule is one for which `holds`; `otherwise`: whether it holds where no rule matches. A
 * rule that cannot be looked at (a host name, a netmask too scattered to spell out) is taken to match everybody and
 * nobody: that bounds whatever it really matches.
 */
export function boundsOfRules<R extends FilterRule>(
  rules: readonly R[],
  holds: (rule: R) => boolean,
  otherwise = false,
): Bounds {
  const wordOf = (rank: number) => {
    const rule = rules[rank]
    return rule !== undefined && holds(rule) !== otherwise ? DIFFERENT : null
  }
  const setOf = ({ sets }: GroupedPeers): AddressSet => {
    const set = sets.get(DIFFERENT) ?? emptySet
    return otherwise ? difference(fullSet, set) : set
  }
  const grouped = groupPeers(
    rules.map(({ filter }) => filter),
    wordOf,
  )
  if (grouped.unknown.length === 0) {
    const set = setOf(grouped)
    return { least: set, most: set }
  }
  const open = new Set(grouped.unknown.map(({ place }) => place))
  const setIf = (matching: boolean) =>
    setOf(
      groupPeers(
        rules.map((rule, place) =>
          open.has(place) ? (holds(rule) === matching ? ANY_PEER : NO_PEER) : rule.filter,
        ),
        wordOf,
      ),
    )
  return { least: setIf(false), most: setIf(true) }
}
