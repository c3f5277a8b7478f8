import { parseAddress } from '@/lib/xmail/net'
import { parseNameServer } from './parse-name-server'
import type { ChosenTest } from './test-settings'
import type { ZoneTestRequest } from './zone-test'

/** What the tests ask; null while the name server or the address is none. */
export function readTestRequest({ server, own }: ChosenTest): Omit<ZoneTestRequest, 'zone'> | null {
  const nameServer = parseNameServer(server)
  const address = own.trim()
  const isFine = nameServer.ok && (address === '' || parseAddress(address).ok)
  return isFine ? { nameServer: nameServer.value, own: address } : null
}
