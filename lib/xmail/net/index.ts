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
  setOfFilter,
  setOfFilters,
  sizeOfFilter,
} from './filter-set'
export type { Interval, IntervalSet } from './intervals'
export { formatNetmask, type Netmask, netmaskBits, netmaskOf, netmaskOfBits, parseNetmask } from './netmask'
export { formatNetwork, type Network, networkOf, parseNetwork } from './network'
export {
  equalPrefixes,
  formatPrefix,
  hostPrefix,
  type Prefix,
  parsePrefix,
  prefixOf,
  widthOf,
} from './prefix'
export { type ResolverReading, readResolverAddress } from './resolver-address'
export { toPrefixes } from './to-prefixes'
export {
  type NetworkEntry,
  networksOf,
  type UnderstoodNetwork,
  understandNetworks,
} from './understand-networks'
