'use server'

import * as relay from '@/lib/server/who-can-relay-actions'

export async function readNextPermissions(serverId: string, from: number) {
  return relay.readNextPermissions({ serverId, from })
}
