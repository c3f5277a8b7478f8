import { unwrap } from '@/lib/errors'
import {
  type AddressSet,
  difference,
  fullSet,
  intersection,
  parsePrefix,
  type SetSize,
  setOfPrefixes,
  sizeOf,
} from '@/lib/xmail/net'

/** IPv4 that no client on the Internet has: private, loopback, link-local, multicast, reserved. */
const NOT_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
]
/** Global unicast, all that is given out of IPv6. */
const PUBLIC_IPV6 = '2000::/3'

const PUBLIC = {
  v4: difference({ v4: fullSet.v4, v6: [] }, setOf(NOT_PUBLIC)).v4,
  v6: setOf([PUBLIC_IPV6]).v6,
}
const SIZE = sizeOf(PUBLIC)

function setOf(prefixes: readonly string[]): AddressSet {
  return setOfPrefixes(prefixes.map((text) => unwrap(parsePrefix(text))))
}

export interface OpenTo {
  readonly ipv4: boolean
  readonly ipv6: boolean
}

/** Whether a set holds the Internet: half of all public addresses or more, by each version. */
export function opensTo(set: AddressSet): OpenTo {
  const { v4, v6 } = sizeOf(intersection(set, PUBLIC))
  return { ipv4: v4 * 2 >= SIZE.v4, ipv6: v6 * 2n >= SIZE.v6 }
}

/** Whether so many addresses, wherever they are, could be half of all public ones of a version. */
export function reachesHalf({ v4, v6 }: SetSize): boolean {
  return v4 * 2 >= SIZE.v4 || v6 * 2n >= SIZE.v6
}
