import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import { err, ok, type Result } from '@/lib/errors'

/** A name that a certificate is made for. */
export interface CertificateName {
  readonly type: 'dns' | 'ip'
  readonly value: string
}

/** As many as authorities allow. */
const MAX_NAMES = 100
const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?'
const HOST = new RegExp(`^(?:\\*\\.)?${LABEL}(?:\\.${LABEL})*$`)

/**
 * Names as somebody types them: in lines, or with commas and blanks between them. Names in other scripts become what DNS
 * has (xn--…). Errors, in field `names`: CERTIFICATE_NAME_NEEDED, CERTIFICATE_NAME_INVALID {name}, INPUT_TOO_LARGE.
 */
export function readNames(text: string): Result<readonly [CertificateName, ...CertificateName[]]> {
  const names = new Map<string, CertificateName>()
  for (const typed of text.split(/[\s,;、，]+/).filter(Boolean)) {
    const name = readName(typed)
    if (!name) return err('CERTIFICATE_NAME_INVALID', { name: typed.slice(0, 100) }, 'names')
    names.set(name.value, name)
  }
  const [first, ...others] = names.values()
  if (!first) return err('CERTIFICATE_NAME_NEEDED', undefined, 'names')
  return others.length < MAX_NAMES ? ok([first, ...others]) : err('INPUT_TOO_LARGE', undefined, 'names')
}

function readName(typed: string): CertificateName | null {
  if (isIP(typed)) return { type: 'ip', value: typed }
  const isWildcard = typed.startsWith('*.')
  const ascii = domainToASCII(isWildcard ? typed.slice(2) : typed)
  const value = isWildcard ? `*.${ascii}` : ascii
  return value.length <= 253 && HOST.test(value) && !isIP(ascii) ? { type: 'dns', value } : null
}
