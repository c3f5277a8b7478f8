'use server'

import * as accounts from '@/lib/server/account-actions'
import * as relay from '@/lib/server/draft/relay-actions'
import type { RelayRequest } from '@/lib/xmail/tables'

export async function stageRelayNetworks(serverId: string, request: RelayRequest) {
  return relay.stageRelayNetworks({ ...request, serverId })
}

export async function listAccountNames(serverId: string) {
  return accounts.listAccountNames({ serverId })
}
