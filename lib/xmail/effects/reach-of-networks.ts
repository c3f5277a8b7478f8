import { type AddressSet, filterOfNetwork, type Network, setOfFilters, spellOut } from '@/lib/xmail/net'

/**
 * The peers that rows with these networks would match. Networks whose netmask is too scattered to spell out
 * (`isTooScattered`) are left out; `sizeOfFilter` counts them.
 */
export function reachOfNetworks(networks: Iterable<Network>): AddressSet {
  const { known } = spellOut(Array.from(networks, filterOfNetwork))
  return setOfFilters(known.map(([, filter]) => filter))
}
