'use server'

import * as addressMap from '@/lib/server/address-map-actions'
import type { Lens } from '@/lib/xmail/address-map'

export async function askAddressMap(serverId: string, lens: Lens, since: number) {
  return addressMap.askAddressMap({ serverId, lens, since })
}
