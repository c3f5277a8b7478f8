'use server'

import type { GivenValues, KeyKind } from '@/components/tls/shown-tls'
import {
  checkGivenPair,
  discardRequest,
  installGivenPair,
  installSelfSigned,
  requestCertificate,
} from '@/lib/server/tls/tls-actions'
import * as trusted from '@/lib/server/tls/trusted-actions'
import * as folder from '@/lib/server/tls/trusted-folder-actions'

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

export async function addTrusted(serverId: string, input: { certificate: string }) {
  return trusted.addTrusted({ ...input, serverId })
}

export async function removeTrusted(serverId: string, input: { line: number; mark: string }) {
  return trusted.removeTrusted({ ...input, serverId })
}

export async function removeTrustedFile(serverId: string) {
  return trusted.removeTrustedFile({ serverId })
}

export async function addToFolder(serverId: string, input: { certificate: string }) {
  return folder.addToTrustedFolder({ ...input, serverId })
}

export async function removeFromFolder(serverId: string, name: string) {
  return folder.removeFromTrustedFolder({ serverId, name })
}

export async function renameInFolder(serverId: string, name: string) {
  return folder.renameInTrustedFolder({ serverId, name })
}
