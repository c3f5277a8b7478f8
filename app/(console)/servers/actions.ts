'use server'

import { revalidatePath } from 'next/cache'
import type { ActionResult } from '@/lib/errors'
import * as servers from '@/lib/server/connect/server-actions'

export async function showCertificate(connection: unknown) {
  return servers.showCertificate(connection)
}

export async function showHostKey(connection: unknown) {
  return servers.showHostKey(connection)
}

export async function tryNewConnection(input: unknown) {
  return servers.tryNewConnection(input)
}

export async function tryChangedConnection(serverId: string, input: unknown) {
  return servers.tryChangedConnection({ serverId, input })
}

export async function addServer(input: unknown) {
  const added = await servers.addServer(input)
  if (added.ok) revalidatePath('/servers')
  return added
}

export async function changeServer(serverId: string, input: unknown) {
  return servers.changeServer({ serverId, input })
}

export async function changeSurroundings(serverId: string, input: { services: unknown; startFile: unknown }) {
  return servers.changeSurroundings({ serverId, ...input })
}

export async function changeAfterApply(serverId: string, input: { seconds: number; probes: boolean }) {
  return servers.changeAfterApply({ serverId, ...input })
}

export async function removeServer(serverId: string): Promise<ActionResult<null>> {
  return servers.removeServer({ serverId })
}
