import { type AddressSet, filterOfNetwork, type Network, setOfFilters, spellOut } from '@/lib/xmail/net'
import { collectInSteps, finish, type Steps } from '@/lib/xmail/steps'

/**
 * The peers that rows with these networks would match. Networks whose netmask is too scattered to spell out
 * (`isTooScattered`) are left out; `sizeOfFilter` counts them.
 */
export function reachOfNetworks(networks: Iterable<Network>): AddressSet {
  return finish(reachOfNetworksInSteps(networks))
}

export function* reachOfNetworksInSteps(networks: Iterable<Network>): Steps<AddressSet> {
  const { known } = spellOut(yield* collectInSteps(networks, filterOfNetwork))
  yield
  return setOfFilters(known.map(([, filter]) => filter))
}
