import {
  type Ipv4Filter,
  type Ipv6Filter,
  ipv4Behind,
  type NetworkFilter,
  netmaskOfBits,
} from '@/lib/xmail/net'
import { rememberSteps } from '@/lib/xmail/remember'
import { finish, ITEMS_A_STEP, type Steps } from '@/lib/xmail/steps'
import type { FilterRow } from './read-row'

/** ::/80 holds both places in IPv6 where XMail sees IPv4; what covers it and meets IPv4 covers every IPv4 filter. */
const WHOLE_IPV4 = { address: 0n, mask: ((1n << 80n) - 1n) << 48n }

/** Answers which of many filters covers another, in the time of a few look-ups. */
export interface Coverage {
  /**
   * The id of one filter that matches everything that `filter` matches, from the widest; null if no single one does.
   * `accept`: which ids count. Of equal filters only the first id is ever offered.
   */
  find(filter: NetworkFilter, accept?: Accept): number | null
}

type Accept = (id: number) => boolean

/** The networks of one mask: their keys (`key4`, `key6`) → the first id that has it. */
interface Layer<T extends number | bigint> {
  readonly mask: T
  readonly ids: Map<T, number>
}

/** From the widest mask. */
type Layers<T extends number | bigint> = readonly Layer<T>[]

/** A network of IPv4 as a signed number: a Map looks up the small numbers of its engine several times as fast. */
const key4 = (address: number, mask: number) => address & mask

/**
 * A network of IPv6. JavaScript engines put a bigint of a Map in its place by the last 64 bits alone, which are the same in
 * all networks of /64 and wider: looking one up would go through all of them. This gives each 128 bits others, and
 * different ones different ones.
 */
const key6 = (address: bigint, mask: bigint) => spread(address & mask)
const spread = (bits: bigint) => bits ^ (bits >> 64n)

/** What of a row is compared with others. */
export type ComparedRow = Pick<FilterRow, 'filter' | 'line'> & { readonly state: string }

/** The live rows whose filter is known without DNS, by their place in the list. */
export function* knownFilters(
  rows: readonly Omit<ComparedRow, 'line'>[],
): Generator<readonly [id: number, filter: NetworkFilter]> {
  for (const [id, { state, filter }] of rows.entries()) {
    if (state === 'live' && filter.kind === 'network') yield [id, filter]
  }
}

/**
 * A netmask with holes can cover too. More different ones than this are not looked at as coverers: it would make the
 * time grow with their square, and no file has them.
 */
const MAX_MASKS_WITH_HOLES = 64

/**
 * Prefixes that cover an address are found by masking it with each mask in use, so n filters take O(n · masks), and
 * there are at most 33 masks without holes for IPv4 and 129 for IPv6. Of equal filters the first id covers the others.
 */
export function indexCoverage(filters: Iterable<readonly [id: number, filter: NetworkFilter]>): Coverage {
  return finish(indexCoverageInSteps(filters))
}

export function* indexCoverageInSteps(
  filters: Iterable<readonly [id: number, filter: NetworkFilter]>,
): Steps<Coverage> {
  const v4 = new Map<number, Layer<number>>()
  const meeting = new Map<bigint, Layer<bigint>>()
  const strange = new Map<bigint, Layer<bigint>>()
  let count = 0
  for (const [id, filter] of filters) {
    if (++count % ITEMS_A_STEP === 0) yield
    if (filter.version === 4) {
      const layer = layerOf(v4, filter.mask | 0, filter.mask)
      setFirst(layer, key4(filter.address, filter.mask), id)
    } else {
      const layer = layerOf(
        ipv4Behind(filter.address) === null ? strange : meeting,
        spread(filter.mask),
        filter.mask,
      )
      setFirst(layer, key6(filter.address, filter.mask), id)
    }
  }
  const layers4 = withFewHoles([...v4.values()]).sort((a, b) => ones(a.mask) - ones(b.mask))
  const byWidth = (a: Layer<bigint>, b: Layer<bigint>) => (a.mask < b.mask ? -1 : 1)
  const layersMeeting = [...meeting.values()].sort(byWidth)
  const layersStrange = [...strange.values()].sort(byWidth)
  return {
    find(filter, accept = () => true) {
      // What meets IPv4 peers can only be covered by what meets them as well (semantics.md 2.2).
      const whole = findIn6(layersMeeting, filter.version === 4 ? WHOLE_IPV4 : filter, accept)
      if (whole !== null) return whole
      if (filter.version === 4) return findIn4(layers4, filter, accept)
      if (ipv4Behind(filter.address) === null) return findIn6(layersStrange, filter, accept)
      return findBehind(layers4, filter, accept)
    },
  }
}

/** Of the live rows of a list, by their place in it; remembered as long as the list is. */
export const { atOnce: coverageOf, inSteps: coverageOfInSteps } = rememberSteps(
  (rows: readonly Omit<ComparedRow, 'line'>[]): Steps<Coverage> => indexCoverageInSteps(knownFilters(rows)),
)

function layerOf<T extends number | bigint>(layers: Map<T, Layer<T>>, key: T, mask: T): Layer<T> {
  const known = layers.get(key)
  if (known) return known
  const layer: Layer<T> = { mask, ids: new Map() }
  layers.set(key, layer)
  return layer
}

function setFirst<T extends number | bigint>({ ids }: Layer<T>, key: T, id: number): void {
  if (!ids.has(key)) ids.set(key, id)
}

function withFewHoles(layers: readonly Layer<number>[]): Layer<number>[] {
  let holes = 0
  return layers.filter(({ mask }) => netmaskOfBits(mask).length !== null || ++holes <= MAX_MASKS_WITH_HOLES)
}

function findIn4(
  layers: Layers<number>,
  filter: Pick<Ipv4Filter, 'address' | 'mask'>,
  accept: Accept,
): number | null {
  for (const { mask, ids } of layers) {
    if ((mask & filter.mask) >>> 0 !== mask) continue
    const id = ids.get(key4(filter.address, mask))
    if (id !== undefined && accept(id)) return id
  }
  return null
}

function findIn6(
  layers: Layers<bigint>,
  filter: Pick<Ipv6Filter, 'address' | 'mask'>,
  accept: Accept,
): number | null {
  for (const { mask, ids } of layers) {
    if (mask > filter.mask) break
    const id = ids.get(key6(filter.address, mask))
    if (id !== undefined && accept(id)) return id
  }
  return null
}

/** An IPv6 filter inside ::/96 or ::ffff:0:0/96 matches nothing that the IPv4 filter behind it does not. */
function findBehind(layers: Layers<number>, filter: Ipv6Filter, accept: Accept): number | null {
  const address = ipv4Behind(filter.address)
  if (address === null || filter.mask >> 32n !== 2n ** 96n - 1n) return null
  return findIn4(layers, { address, mask: Number(filter.mask & 0xffffffffn) }, accept)
}

function ones(mask: number): number {
  let count = 0
  for (let rest = mask; rest !== 0; rest = (rest & (rest - 1)) >>> 0) count++
  return count
}
