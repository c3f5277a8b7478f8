import { type RankedFilters, type RankedInterval, rankFilters } from '@/lib/xmail/net'
import type { Policy } from '@/lib/xmail/policy'
import { placesOfIpv4 } from './ipv6-places'
import type { Layer } from './layers'
import { FILES_OF_LENS, type LensRules, openLens } from './lenses'
import type { Lens, Outcome, Ruled } from './outcome'
import { createRanges, type MapRanges, rangeAt } from './ranges'
import { sweepLayers } from './sweep-layers'

/**
 * What becomes of every address, for one lens: exact, malformed lines included. Plain data that a server may send: rows of
 * address tables hold no secrets.
 */
export interface AddressMap {
  readonly lens: Lens
  /** The different outcomes that ranges have. */
  readonly outcomes: readonly Outcome[]
  readonly v4: MapRanges<Uint32Array>
  readonly v6: MapRanges<readonly bigint[]>
  /** Rows that are left out: only DNS knows what their host names match, or a netmask is too scattered to spell out. */
  readonly unknown: number
}

/** `needs-file`: nobody has read this file yet; ask again with it. */
export type MapAnswer =
  | { readonly kind: 'map'; readonly map: AddressMap }
  | { readonly kind: 'needs-file'; readonly path: string }

/** O(n log n) in the rows of the lens’s files. */
export function makeAddressMap(policy: Policy, lens: Lens): MapAnswer {
  const unread = FILES_OF_LENS[lens].find((path) => policy.files.read(path) === 'unread')
  if (unread !== undefined) return { kind: 'needs-file', path: unread }
  const rules = openLens(policy, lens)
  const ranked = rules.layers.map((layer) => rankFilters(layer.rules.map(({ filter }) => filter)))
  const outcomes = keepOutcomes()
  const judge = judgeOnce(rules)
  const v4 = createRanges<number>()
  sweepLayers(
    ranked.map((each) => each.v4),
    0,
    2 ** 32,
    ({ start }, ranks) => {
      const found = judge(ranks)
      v4.add(start, outcomes.placeOf(found), found.line)
    },
  )
  const dotted = { starts: Uint32Array.from(v4.starts), ...v4.columns() }
  return {
    kind: 'map',
    map: {
      lens,
      v4: dotted,
      v6: sweepIpv6(rules.layers, ranked, { dotted, judge, outcomes }),
      outcomes: outcomes.list,
      unknown: ranked.reduce((sum, { unknown }) => sum + unknown.length, 0),
    },
  }
}

interface Sweeping {
  readonly dotted: MapRanges<Uint32Array>
  readonly judge: (ranks: readonly number[]) => Ruled
  readonly outcomes: OutcomeList
}

/** The loopback address is told by itself: whether it may connect is asked often, and nobody knows it as 0.0.0.1. */
const LOOPBACK: readonly RankedInterval<bigint>[] = [{ start: 1n, end: 2n, rank: 0 }]

/** Places where XMail sees IPv4 are told apart only where an IPv6 row has made something else of them. */
function sweepIpv6(
  layers: readonly Layer[],
  ranked: readonly RankedFilters[],
  { dotted, judge, outcomes }: Sweeping,
): MapRanges<readonly bigint[]> {
  const v6 = createRanges<bigint>()
  const isDotted = layers.every(({ rules }) =>
    rules.every(({ filter }) => filter.kind !== 'network' || filter.version === 4),
  )
  // Without IPv6 rows 100,000 ranges need not be looked at twice more: all of them are as in IPv4.
  const places = placesOfIpv4(isDotted ? [0] : dotted.starts)
  const own = isDotted ? layers.map(() => []) : ranked.map((each) => each.v6)
  const asIpv4 = outcomes.placeOf({ does: 'as-ipv4', seconds: 0, path: null })
  sweepLayers([...own, LOOPBACK, places], 0n, 2n ** 128n, ({ start }, ranks) => {
    const place = ranks.at(-1) ?? -1
    const isLoopback = ranks.at(-2) === 0
    const below = isLoopback ? rangeAt(dotted.starts, 1) : place
    const found = judge(ranks)
    const which = outcomes.placeOf(found)
    const isSame =
      place >= 0 && (isDotted || (dotted.outcomes[below] === which && dotted.lines[below] === found.line))
    if (isSame && isLoopback) v6.add(start, dotted.outcomes[below] ?? which, dotted.lines[below] ?? -1)
    else if (isSame) v6.add(start, asIpv4, -1)
    else v6.add(start, which, found.line)
  })
  return { starts: v6.starts, ...v6.columns() }
}

/** The rank of a rule says all that there is to say of it, so each is judged once, however many ranges it has. */
function judgeOnce({ layers, judge }: LensRules): (ranks: readonly number[]) => Ruled {
  const known = layers.map(() => new Map<number, Ruled | null>())
  const found: (Ruled | null)[] = layers.map(() => null)
  return (ranks) => {
    for (let i = 0; i < layers.length; i++) {
      const rank = ranks[i] ?? -1
      let said = known[i]?.get(rank)
      if (said === undefined) {
        said = layers[i]?.judge(rank) ?? null
        known[i]?.set(rank, said)
      }
      found[i] = said
    }
    return judge(found)
  }
}

interface OutcomeList {
  readonly list: readonly Outcome[]
  placeOf(outcome: Outcome): number
}

function keepOutcomes(): OutcomeList {
  const list: Outcome[] = []
  const places = new Map<string, number>()
  return {
    list,
    placeOf({ does, seconds, path }) {
      const key = `${does} ${seconds} ${path}`
      const known = places.get(key)
      if (known !== undefined) return known
      places.set(key, list.length)
      return list.push({ does, seconds, path }) - 1
    },
  }
}
