import { daysLeft, describeCertificate, fingerprintOf, parseCertificate } from '@/lib/certificates'
import { readServer } from '@/lib/db/servers'
import { err, ok, type Result } from '@/lib/errors'
import { proveTls, TLS_SERVICES, type TlsProof, type TlsService } from '@/lib/probe/tls'
import { toByteString } from '@/lib/xmail/tab'
import type { Container } from '../container'
import { servicesOf } from '../services-of'
import { CERT } from './read-tls-files'

/** What one service showed, as plain data for a page. */
export type ServiceProof =
  | { readonly service: TlsService; readonly address: string; readonly state: 'left-out' }
  | ({ readonly service: TlsService; readonly address: string } & (
      | Exclude<TlsProof, { state: 'secured' }>
      | (Omit<Extract<TlsProof, { state: 'secured' }>, 'certificate'> & ShownServed)
    ))

interface ShownServed {
  readonly subject: string
  readonly names: readonly string[]
  readonly issuer: string
  readonly validTo: number
  readonly daysLeft: number
  readonly sha256: string
  readonly selfSigned: boolean
  /** Whether it is the one in server.cert; null where that cannot be read. */
  readonly installed: boolean | null
}

type World = Pick<Container, 'records' | 'stores' | 'now'>

/**
 * Shakes hands with every service of a server that can be encrypted, at the addresses that are set for it and nowhere
 * else, and tells each result as it comes. Errors: NOT_FOUND.
 */
export async function proveServices(
  world: World,
  serverId: string,
  signal: AbortSignal,
  onProof: (proof: ServiceProof) => void,
): Promise<Result<null>> {
  const server = await readServer(world.records, serverId)
  if (!server) return err('NOT_FOUND')
  const services = servicesOf(server)
  const installed = await installedPin(world, serverId)
  await Promise.all(
    TLS_SERVICES.map(async (service) => {
      const address = services[service]
      if (!address) return onProof({ service, address: '', state: 'left-out' })
      const proof = await proveTls(service, address, { signal })
      const host = address.host.includes(':') ? `[${address.host}]` : address.host
      onProof({ service, address: `${host}:${address.port}`, ...shown(proof, installed, world.now()) })
    }),
  )
  return ok(null)
}

async function installedPin({ stores }: World, serverId: string): Promise<string | null> {
  const store = await stores.storeFor(serverId)
  const snapshot = store.ok ? await store.value.readSnapshot([CERT]) : store
  const file = snapshot.ok ? snapshot.value.files.get(CERT) : undefined
  const certificate = file?.state === 'present' ? parseCertificate(toByteString(file.bytes)) : null
  return certificate && fingerprintOf(certificate)
}

function shown(proof: TlsProof, installed: string | null, now: number) {
  if (proof.state !== 'secured') return proof
  const { certificate, ...rest } = proof
  const parsed = parseCertificate(certificate)
  if (!parsed) return { state: 'failed' as const, reason: 'CERTIFICATE_UNREADABLE' }
  const { subject, names, issuer, validTo, sha256, selfSigned } = describeCertificate(parsed)
  const isInstalled = installed === null ? null : sha256 === installed
  return {
    ...rest,
    ...{ subject, names, issuer, validTo, sha256, selfSigned },
    daysLeft: daysLeft(validTo, now),
    installed: isInstalled,
  }
}
