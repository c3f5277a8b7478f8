import { type Address, contains } from '@/lib/xmail/net'
import type { SetAssertion } from './assertion'
import { clientsOfNetworks, clientsOver } from './clients'

/** Whether a sentence says of one client that it may (true) or may not (false); null: it says nothing of it. */
export function claimsOf({ claim, networks, over }: SetAssertion, client: Address): boolean | null {
  const isNamed = contains(clientsOfNetworks(networks), client)
  if (claim === 'only') return isNamed || !contains(clientsOver(over), client) ? null : false
  return isNamed ? claim === 'all' : null
}
