import { Duplex } from 'node:stream'
import * as tls from 'node:tls'
import { type Fault, fault } from '@/lib/errors'
import type { CtrlConnection } from '../connection'
import { type Deadline, startDeadline } from '../deadline'
import { judgeCertificate } from './judge-certificate'
import { raiseTls } from './raise-tls'

const TIMEOUT_MS = 10_000

/**
 * Whether a connection would trust a server that shows this certificate (PEM, its own first) with its key; null if so.
 * A whole handshake within this process, so that chain, name, dates and strength are judged by the same code as at the
 * real one. Errors: those of `judgeCertificate` and `raiseTls`; TLS_FAILED {reason} where OpenSSL does not load the pair.
 */
export async function foreseeHandshake(
  connection: CtrlConnection,
  { certificate, key }: { readonly certificate: string; readonly key: string },
): Promise<Fault | null> {
  const deadline = startDeadline(TIMEOUT_MS)
  const [near, far] = pairOfStreams()
  try {
    const secureContext = tls.createSecureContext({ cert: certificate, key })
    const server = new tls.TLSSocket(far, { isServer: true, secureContext })
    server.on('error', () => {})
    return await judge(near, connection, deadline)
  } catch (cause) {
    return fault('TLS_FAILED', {
      reason: cause instanceof Error && 'code' in cause ? String(cause.code) : '',
    })
  } finally {
    near.destroy()
    far.destroy()
    deadline.dispose()
  }
}

async function judge(near: Duplex, connection: CtrlConnection, deadline: Deadline): Promise<Fault | null> {
  const secured = await raiseTls(near, connection, deadline)
  if (!secured.ok) return secured.error
  const verdict = judgeCertificate(secured.value, connection.trust)
  secured.value.destroy()
  return verdict
}

/** Two streams, each of which reads what is written to the other. */
function pairOfStreams(): [Duplex, Duplex] {
  const make = (other: () => Duplex) =>
    new Duplex({
      read() {},
      write(chunk, _encoding, done) {
        other().push(chunk)
        done()
      },
      final(done) {
        other().push(null)
        done()
      },
    })
  const near: Duplex = make(() => far)
  const far: Duplex = make(() => near)
  return [near, far]
}
