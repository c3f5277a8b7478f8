'use server'

import * as probes from '@/lib/server/probe/probe-actions'

export async function startRelayTest(serverId: string) {
  return probes.startRelayTest({ serverId })
}

export async function proveFinger(serverId: string) {
  return probes.proveFinger({ serverId })
}

export async function readFingerUsers(serverId: string, afresh: boolean) {
  return probes.readMoreFingerUsers({ serverId, afresh })
}

export async function cancelProbe(serverId: string, kind: string) {
  return probes.cancelProbe({ serverId, kind })
}
