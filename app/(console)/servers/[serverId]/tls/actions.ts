'use server'

import type { GivenValues, KeyKind } from '@/components/tls/shown-tls'
import {
  checkGivenPair,
  discardRequest,
  installGivenPair,
  installSelfSigned,
  requestCertificate,
} from '@/lib/server/tls/tls-actions'

export async function checkPair(serverId: string, given: GivenValues) {
  return checkGivenPair({ ...given, serverId })
}

export async function installPair(serverId: string, given: GivenValues & { accepted: boolean }) {
  return installGivenPair({ ...given, serverId })
}

export async function makeSelfSigned(
  serverId: string,
  input: { names: string; kind: KeyKind; days: number },
) {
  return installSelfSigned({ ...input, serverId })
}

export async function makeRequest(serverId: string, input: { names: string; kind: KeyKind }) {
  return requestCertificate({ ...input, serverId })
}

export async function discardWaitingRequest(serverId: string, id: string) {
  return discardRequest({ serverId, id })
}
