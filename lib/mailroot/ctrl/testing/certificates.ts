import { afterAll } from 'vitest'
import type { Result } from '@/lib/errors'
import type { PracticeTls } from '@/lib/practice'
import type { CtrlConnection } from '../../connection'
import type { StoreIdentity } from '../../store'
import { makeCertificate } from './make-certificate'
import { type PracticeFixture, startPractice } from './practice-fixture'
import { connectionTo, storeOn } from './scripted-server'

/** The two ways to TLS. */
export const BOTH = ['starttls', 'tls'] as const

const authority = makeCertificate({ commonName: 'Test CA', isAuthority: true })

/** Trust in the authority that signed all of these but `selfSigned`. */
export const OWN_AUTHORITY = { by: 'authority', pem: authority.cert } as const

export const good = makeCertificate({
  commonName: 'mail.test',
  names: ['mail.test', '127.0.0.1'],
  issuer: authority,
})

export const selfSigned = makeCertificate({ commonName: 'mail.test', names: ['127.0.0.1'] })

export const expired = makeCertificate({
  commonName: 'mail.test',
  names: ['127.0.0.1'],
  issuer: authority,
  fromDays: -9,
  toDays: -2,
})

export const misnamed = makeCertificate({
  commonName: 'other.test',
  names: ['other.test', '192.0.2.1'],
  issuer: authority,
})

/** What an old OpenSSL offers. */
export const OLD_ONLY = { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } as const

const practices: PracticeFixture[] = []
afterAll(async () => {
  for (const practice of practices) await practice.stop()
})

/** A practice server with this certificate, until the file's tests end; gives how to connect to it. */
export async function practiceWith(tls: PracticeTls) {
  const events: string[] = []
  const observe = (event: { readonly kind: string }) => void events.push(event.kind)
  const practice = await startPractice({ tls, ctrlsPort: 0, observe })
  practices.push(practice)
  const { port, ctrlsPort } = practice.server
  const connect = (encryption: 'starttls' | 'tls', changes: Partial<CtrlConnection> = {}): CtrlConnection => {
    return connectionTo(encryption === 'tls' ? (ctrlsPort ?? 0) : port, { encryption, ...changes })
  }
  return { connect, events }
}

export function identifyOn(connection: CtrlConnection): Promise<Result<StoreIdentity>> {
  return storeOn(connection.port, connection).identify()
}
