export {
  type Address,
  equalAddresses,
  formatAddress,
  type Ipv4Address,
  type Ipv6Address,
  parseAddress,
} from './address'
export {
  type AddressFilter,
  FILTER_FAULTS,
  type FilterFault,
  type FilterForm,
  type Ipv4Filter,
  type Ipv6Filter,
  ipv4Behind,
  matchesFilter,
  type NetworkFilter,
  readAddressFilter,
} from './address-filter'
export {
  type AddressSet,
  complement,
  contains,
  containsSet,
  difference,
  emptySet,
  equalSets,
  fullSet,
  intersection,
  isEmptySet,
  overlap,
  type SetSize,
  setOfIntervals,
  setOfPrefix,
  setOfPrefixes,
  setOfRange,
  sizeOf,
  union,
} from './address-set'
export { atoi } from './atoi'
export {
  type FilterSet,
  isTooScattered,
  MAX_INTERVALS,
  MAX_INTERVALS_OF_FILE,
  piecesOfFilter,
  type SpeltFilters,
  setOfFilter,
  setOfFilters,
  sizeOfFilter,
  spellOut,
  type UnknownFilter,
} from './filter-set'
export { type DecidingFilters, findDeciding, findDecidingInSteps } from './find-deciding'
export { firstWins, type RankedInterval } from './first-wins'
export { indexPeers, type PeerIndex } from './index-peers'
export type { Interval } from './intervals'
export { formatNetmask, type Netmask, netmaskBits, netmaskOf, netmaskOfBits, parseNetmask } from './netmask'
export { filterOfNetwork, formatNetwork, type Network, networkOf, parseNetwork } from './network'
export { ipv4Of, ipv6Of, setOfBounds, withoutShadows } from './peer-parts'
export {
  mergeBlocks,
  readPlainBlock,
} from './plain-block'
export {
  equalPrefixes,
  formatPrefix,
  hostPrefix,
  type Prefix,
  parsePrefix,
  prefixOf,
  widthOf,
} from './prefix'
export { type GroupedPeers, groupPeers, type RankedFilters, rankFilters } from './rank-filters'
export type { RankedColumns } from './ranked-columns'
export { type ResolverReading, readResolverAddress } from './resolver-address'
export { SHADOWS, shadowsOf } from './shadows'
export { countPrefixes, toPrefixes } from './to-prefixes'
export {
  MAX_CHARACTERS,
  MAX_PREFIXES,
  type NetworkEntry,
  networksOf,
  type UnderstoodNetwork,
  understandNetworks,
  understandNetworksInSteps,
} from './understand-networks'
