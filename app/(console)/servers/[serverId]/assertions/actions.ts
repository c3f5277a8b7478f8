'use server'

import * as assertions from '@/lib/server/assertions/assertion-actions'
import type { NotedAssertion } from '@/lib/xmail/assertions'

export async function addAssertions(serverId: string, sentences: readonly NotedAssertion[]) {
  const added = await assertions.addServerAssertions({ serverId, assertions: [...sentences] })
  return added.ok ? { ok: true as const, value: null } : added
}

export async function changeAssertion(serverId: string, id: string, sentence: NotedAssertion) {
  return assertions.changeServerAssertion({ serverId, id, ...sentence })
}

export async function removeAssertion(serverId: string, id: string) {
  return assertions.removeServerAssertion({ serverId, id })
}
