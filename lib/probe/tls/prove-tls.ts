import { connect as connectPlain, isIP, type Socket } from 'node:net'
import { connect as connectTls, type TLSSocket } from 'node:tls'
import type { ServiceAddress } from '@/lib/xmail/services'
import { askForTls, isImplicit, type TlsService } from './ask-for-tls'
import { reasonOf, Talk, TalkEnded } from './talk'

/** What a real handshake showed. `reason`: a word of the system or of OpenSSL; `reply`: the server's own line. */
export type TlsProof =
  | { readonly state: 'not-reached' | 'failed'; readonly reason: string }
  | { readonly state: 'refused' | 'not-offered'; readonly reply: string }
  | { readonly state: 'timed-out' | 'cancelled' }
  | {
      readonly state: 'secured'
      /** e.g. `TLSv1.3`. */
      readonly protocol: string
      readonly cipher: string
      /** DER of the certificate that the server showed for itself. */
      readonly certificate: Uint8Array
      /** By the authorities that Node knows, for this host, at this time. */
      readonly trusted: boolean
      /** OpenSSL's word where it is not, e.g. DEPTH_ZERO_SELF_SIGNED_CERT; else ''. */
      readonly untrustedReason: string
    }

export interface ProveOptions {
  /** For all of it. Default 10 s. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

/**
 * Connects to a service, asks for TLS as its clients do, and shakes hands, whatever the certificate: what it is worth is
 * told, not decided. Nobody signs in. Never rejects for trouble of the other end.
 */
export async function proveTls(
  service: TlsService,
  address: ServiceAddress,
  { timeoutMs = 10_000, signal }: ProveOptions = {},
): Promise<TlsProof> {
  if (signal?.aborted) return { state: 'cancelled' }
  const socket = connectPlain({ ...address, noDelay: true, autoSelectFamily: true })
  let cut: 'timed-out' | 'cancelled' | null = null
  const end = (why: typeof cut) => {
    cut ??= why
    socket.destroy()
  }
  const onAbort = () => end('cancelled')
  const timer = setTimeout(() => end('timed-out'), timeoutMs)
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    const proof = await shakeHands(socket, service, address)
    return cut ? { state: cut } : proof
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', onAbort)
    socket.destroy()
  }
}

async function shakeHands(socket: Socket, service: TlsService, address: ServiceAddress): Promise<TlsProof> {
  const unreached = await connected(socket)
  if (unreached !== null) return { state: 'not-reached', reason: unreached }
  try {
    if (!isImplicit(service)) {
      const talk = new Talk(socket)
      const answer = await askForTls(talk, service)
      if (answer.state !== 'ready') return answer
      talk.release()
    }
    const secured = await raise(socket, address.host)
    // Now: a connection that is over has forgotten them.
    const shown = showHandshake(secured)
    await confirm(secured, service)
    return shown
  } catch (error) {
    return { state: 'failed', reason: reasonOf(error) }
  }
}

/** Null: there is a connection. Else why there is none. */
function connected(socket: Socket): Promise<string | null> {
  return new Promise((resolve) => {
    socket.once('connect', () => resolve(null))
    socket.once('close', () => resolve('CLOSED'))
    // Stays: an error that nobody listens to would end the process.
    socket.on('error', (error) => resolve(reasonOf(error)))
  })
}

function raise(socket: Socket, host: string): Promise<TLSSocket> {
  // An address is not allowed as SNI.
  const servername = isIP(host) ? '' : host
  const secured = connectTls({ socket, host, servername, rejectUnauthorized: false })
  return new Promise((resolve, reject) => {
    secured.on('error', reject)
    secured.once('close', () => reject(new TalkEnded('CLOSED')))
    secured.once('secureConnect', () => resolve(secured))
  })
}

/**
 * In TLS 1.3 a server that wants a client's certificate says so only after the client thinks that all is well
 * (SSLWantCert, semantics.md 11). So its next word is waited for: the greeting, the answer to QUIT; on CTRL, where the
 * next line would be a login, that it lets one go.
 */
async function confirm(secured: TLSSocket, service: TlsService): Promise<void> {
  const talk = new Talk(secured)
  if (service === 'ctrl') secured.end()
  else if (!isImplicit(service)) talk.send('QUIT')
  try {
    await talk.nextLine()
  } catch (error) {
    if (service !== 'ctrl' || reasonOf(error) !== 'CLOSED') throw error
  }
}

function showHandshake(secured: TLSSocket): TlsProof {
  const certificate = secured.getPeerX509Certificate()
  if (!certificate) return { state: 'failed', reason: 'NO_CERTIFICATE' }
  const untrusted: unknown = secured.authorizationError
  return {
    state: 'secured',
    protocol: secured.getProtocol() ?? '',
    cipher: secured.getCipher().name,
    certificate: certificate.raw,
    trusted: secured.authorized,
    untrustedReason: secured.authorized
      ? ''
      : typeof untrusted === 'string'
        ? untrusted
        : reasonOf(untrusted),
  }
}
