import { unwrap } from '@/lib/errors'
import { type Address, contains, parsePrefix, setOfPrefixes } from '@/lib/xmail/net'

/** Addresses that mean nothing outside of a network of one’s own. */
const PRIVATE = setOfPrefixes(
  ['10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16']
    .concat('::1/128', 'fc00::/7', 'fe80::/10')
    .map((text) => unwrap(parsePrefix(text))),
)

/** A private address that talks to a public one is seen by another: which one nobody here can know. */
export function isTranslated(client: Address, server: Address): boolean {
  return contains(PRIVATE, client) && !contains(PRIVATE, server)
}
