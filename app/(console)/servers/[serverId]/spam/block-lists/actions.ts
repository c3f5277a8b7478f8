'use server'

import type { ChosenNameServer, ZoneTestRequest } from '@/components/block-lists/zone-test'
import * as blockLists from '@/lib/server/probe/block-list-actions'

export async function testBlockList(serverId: string, request: ZoneTestRequest) {
  return blockLists.testBlockList({ ...request, serverId })
}

export async function findServerAddresses(serverId: string, nameServer: ChosenNameServer) {
  return blockLists.findServerAddresses({ serverId, nameServer })
}
