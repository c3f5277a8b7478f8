import type { Document } from '@/lib/xmail/tab'
import { isCutShort, readCertificateFile } from '@/lib/xmail/tables/certificate'
import { isTrusted } from '@/lib/xmail/tables/trusted-edit'
import type { ServerVariables } from './server-variables'

/** What certs.pem is to OpenSSL. `empty`: there, and without a certificate; `broken`: a block of it has no end. */
export type TrustedFileState = 'absent' | 'empty' | 'broken' | 'present'

/** Whether a certificate of the other side is checked, and whom XMail trusts then (semantics.md 11). */
export interface CertificateCheck {
  /** SSLWantVerify or SSLWantCert. Without them nobody is asked, and no list is even opened. */
  readonly checks: boolean
  /** SSLWantCert: who shows none is refused. */
  readonly needs: boolean
  readonly usesFile: boolean
  readonly usesFolder: boolean
  readonly file: TrustedFileState
  /**
   * SSLUseCertsFile counts only where certs.pem is there. Where it is not, and the folder is not used either, OpenSSL
   * takes the computer's own authorities: more are let in than was meant (SSLConfig.cpp, CSslBindSetup).
   */
  readonly fallsBack: boolean
  /** certs.pem is used and cannot be loaded: no handshake succeeds, in either direction (SSLBind.cpp, BSslSetupVerify). */
  readonly fails: boolean
}

/** Null is a file that is not there. */
export function readCertificateCheck(settings: ServerVariables, trusted: Document | null): CertificateCheck {
  const needs = settings.flag('SSLWantCert', false)
  const checks = needs || settings.flag('SSLWantVerify', false)
  const usesFile = settings.flag('SSLUseCertsFile', false)
  const usesFolder = settings.flag('SSLUseCertsDir', false)
  const file = readTrustedFileState(trusted)
  return {
    ...{ checks, needs, usesFile, usesFolder, file },
    fallsBack: usesFile && file === 'absent' && !usesFolder,
    fails: checks && usesFile && (file === 'empty' || file === 'broken'),
  }
}

export function readTrustedFileState(trusted: Document | null): TrustedFileState {
  if (!trusted) return 'absent'
  if (isCutShort(trusted)) return 'broken'
  return readCertificateFile(trusted).some(isTrusted) ? 'present' : 'empty'
}
