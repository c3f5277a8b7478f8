import { constants } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as tls from 'node:tls'
import type { CtrlConnection } from '../connection'

type Trust = CtrlConnection['trust']

/** Where Linux and BSD systems keep their authorities in one file; Node before 22.15 cannot ask the system. */
const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
]

/** Every cipher that this OpenSSL still has, short keys and SHA-1 included. TLS 1.3's must be named, or it is off. */
const OLD_CIPHERS =
  'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256:DEFAULT:@SECLEVEL=0'

/** What TLS may be and whom it trusts. Takes some 50 ms for the system's authorities, so those are kept. */
export function tlsContext(trust: Trust, allowOldTls: boolean): tls.SecureContext {
  // A person may give an intermediate authority, or the server's own certificate: that is whom they trust.
  if (trust.by === 'authority')
    return createContext({ ca: trust.pem, allowPartialTrustChain: true }, allowOldTls)
  if (trust.by === 'pin') return createContext({ ca: [] }, allowOldTls)
  const kept = systemContexts.get(allowOldTls) ?? createContext({ ca: systemAuthorities() }, allowOldTls)
  systemContexts.set(allowOldTls, kept)
  return kept
}

const systemContexts = new Map<boolean, tls.SecureContext>()

function createContext(authorities: tls.SecureContextOptions, allowOldTls: boolean): tls.SecureContext {
  return tls.createSecureContext({
    ...authorities,
    ...(allowOldTls
      ? {
          minVersion: 'TLSv1' as const,
          ciphers: OLD_CIPHERS,
          // OpenSSL before 0.9.8m does not know secure renegotiation, and would be refused.
          secureOptions: constants.SSL_OP_LEGACY_SERVER_CONNECT,
        }
      : { minVersion: 'TLSv1.2' as const }),
  })
}

/** The authorities that come with Node, and those that this machine's administrator has added. */
function systemAuthorities(): string[] {
  if ('getCACertificates' in tls && typeof tls.getCACertificates === 'function') {
    return [...tls.getCACertificates('default'), ...tls.getCACertificates('system')]
  }
  return [...tls.rootCertificates, ...readBundle()]
}

function readBundle(): string[] {
  for (const path of SYSTEM_BUNDLES) {
    try {
      return [readFileSync(/* turbopackIgnore: true */ path, 'utf8')]
    } catch {
      // Not this system's place.
    }
  }
  return []
}
