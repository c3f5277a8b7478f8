export type { DnsAnswer, NameServer } from './ask-name'
export { findOwnAddresses, type OwnAddress, type OwnAddressOptions } from './find-own-addresses'
export {
  isRefusal,
  testZone,
  type ZoneQuestion,
  type ZoneTest,
  type ZoneTestOptions,
  type ZoneVerdict,
} from './test-zone'
