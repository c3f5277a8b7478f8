import { readCertificateCheck, readServerVariables } from '@/lib/xmail/policy'
import { parseNoTlsAuths, readVariables } from '@/lib/xmail/variables'
import type { CertificateFacts } from '../certificate-facts'
import type { FindingDetails } from '../finding'
import type { MailRoot } from '../mail-root'
import { CERTIFICATE, SETTINGS, TRUSTED_FILE } from '../paths'
import { effectiveOf, liveVariable } from '../read-settings'
import type { Rule } from '../rule'
import { setVariable } from '../set-variable'
import { textOf } from '../text-of'

type Present = Extract<CertificateFacts, { state: 'present' }>

const DAY_MS = 86_400_000
const SOON_DAYS = 30
/** OpenSSL's usual security level does not even load what is shorter. */
const LEAST_RSA_BITS = 2048
const SWITCHES = ['EnableSMTP-TLS', 'EnablePOP3-TLS', 'EnableCTRL-TLS'] as const
/** The names by which a server presents itself. */
const NAMES = ['SmtpServerDomain', 'HeloDomain', 'RootDomain'] as const

/** Encryption (semantics.md 11). What the certificate is, others read; see CertificateFacts. */
export const TLS_RULES: readonly Rule[] = [
  {
    id: 'tls-off',
    severity: 'warning',
    evidence: '11, 13',
    *find(root) {
      const rows = root.read(SETTINGS, readVariables) ?? []
      for (const name of SWITCHES) {
        const row = liveVariable(rows, name)
        if (row && effectiveOf(rows, name) === 0)
          yield { path: SETTINGS, line: row.line, details: { name }, fix: setVariable(name, '1') }
      }
    },
  },
  {
    id: 'clear-text-sign-in',
    severity: 'warning',
    evidence: '6.2',
    *find(root) {
      const rows = root.read(SETTINGS, readVariables)
      const row = rows && liveVariable(rows, 'SmtpNoTLSAuths')
      const auths = parseNoTlsAuths(row?.value ?? null)
      const isSafe = auths.state === 'none' || (auths.state === 'one' && auths.mechanism === 'CRAM-MD5')
      if (!rows || isSafe) return
      const works = root.options.certificate?.state === 'present' && effectiveOf(rows, 'EnableSMTP-TLS') === 1
      // Where TLS does not work, nobody could sign in any more.
      yield {
        path: SETTINGS,
        line: row?.line ?? null,
        fix: works && isSound(root) ? setVariable('SmtpNoTLSAuths', '') : null,
      }
    },
  },
  {
    id: 'trusted-file',
    severity: 'danger',
    evidence: '11; SSLConfig.cpp',
    *find(root) {
      const settings = root.read(SETTINGS, readServerVariables)
      const trusted = root.file(TRUSTED_FILE)
      if (!settings || trusted === undefined) return
      const { usesFile, checks, file } = readCertificateCheck(settings, trusted)
      if (!usesFile || file === 'present') return
      const line = settings.lineOf('SSLUseCertsFile')
      // No fix: switched off, XMail would trust the computer's authorities for good.
      yield { path: SETTINGS, line, details: { state: file, checks: checks ? 'yes' : 'no' }, fix: null }
    },
  },
  {
    id: 'certificate-missing',
    severity: 'danger',
    evidence: '11',
    *find(root) {
      const state = root.options.certificate?.state
      if (state === 'absent' || state === 'unreadable')
        yield { path: CERTIFICATE, line: null, details: { state } }
    },
  },
  certificate('certificate-key', 'danger', ({ key }) => (key === 'matches' ? null : { key })),
  certificate('certificate-expired', 'danger', ({ validToMs }, { nowMs }) =>
    validToMs < nowMs ? { days: Math.floor((nowMs - validToMs) / DAY_MS) } : null,
  ),
  certificate('certificate-not-yet-valid', 'danger', ({ validFromMs }, { nowMs }) =>
    validFromMs > nowMs ? { days: Math.ceil((validFromMs - nowMs) / DAY_MS) } : null,
  ),
  certificate('certificate-ends-soon', 'warning', ({ validToMs }, { nowMs }) =>
    validToMs >= nowMs && validToMs - nowMs < SOON_DAYS * DAY_MS
      ? { days: Math.floor((validToMs - nowMs) / DAY_MS) }
      : null,
  ),
  certificate('certificate-weak', 'danger', ({ rsaBits, signatureHash }) =>
    (rsaBits !== null && rsaBits < LEAST_RSA_BITS) || /^(md5|sha-?1)$/i.test(signatureHash)
      ? { bits: rsaBits ?? 0, hash: signatureHash }
      : null,
  ),
  certificate('certificate-self-signed', 'notice', ({ selfSigned }) => (selfSigned ? {} : null)),
  {
    id: 'certificate-wrong-name',
    severity: 'warning',
    evidence: '11',
    *find(root) {
      const { certificate: facts } = root.options
      const rows = root.read(SETTINGS, readVariables) ?? []
      if (facts?.state !== 'present') return
      const own = NAMES.flatMap((name) => liveVariable(rows, name)?.value || [])
      const [first] = own
      if (first === undefined || own.some((name) => isNamed(facts.names, name))) return
      const details = { name: textOf(root.file(SETTINGS), first), names: facts.names.slice(0, 5).join(', ') }
      yield { path: CERTIFICATE, line: null, details }
    },
  },
]

function certificate(
  id: string,
  severity: Rule['severity'],
  judge: (facts: Present, options: MailRoot['options']) => FindingDetails | null,
): Rule {
  return {
    id,
    severity,
    evidence: '11',
    *find({ options }) {
      const details = options.certificate?.state === 'present' ? judge(options.certificate, options) : null
      if (details) yield { path: CERTIFICATE, line: null, details }
    },
  }
}

function isSound({ options: { certificate: facts, nowMs } }: MailRoot): boolean {
  return facts?.state === 'present' && facts.key === 'matches' && facts.validToMs > nowMs
}

/** `*.example.com` fits one label. */
function isNamed(names: readonly string[], wanted: string): boolean {
  const lower = wanted.toLowerCase()
  const [, ...parent] = lower.split('.')
  return names.some((name) => name.toLowerCase() === lower || name.toLowerCase() === `*.${parent.join('.')}`)
}
