import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readInstalled } from '@/lib/certificates'
import type { CertificateFacts } from '@/lib/xmail/lint'

/** What server.cert and server.key of a folder hold, as lint judges it. The key is looked at and let go. */
export async function readCertificate(folder: string, nowMs: number): Promise<CertificateFacts> {
  const [certificate, key] = await Promise.all(
    ['server.cert', 'server.key'].map((name) => read(folder, name)),
  )
  const pair = readInstalled({ certificate: certificate ?? null, key: key ?? null }, [], nowMs)
  if (pair.state !== 'present') return { state: pair.state }
  const codes = pair.findings.map(({ code }) => code)
  const { validFrom, validTo, names, rsaBits, signatureHash, selfSigned } = pair.facts
  return {
    state: 'present',
    validFromMs: validFrom,
    validToMs: validTo,
    names,
    key: codes.includes('key-missing') ? 'missing' : codes.includes('key-mismatch') ? 'mismatch' : 'matches',
    rsaBits,
    signatureHash,
    selfSigned,
  }
}

async function read(folder: string, name: string): Promise<string | null> {
  return readFile(join(folder, name), 'utf8').catch(() => null)
}
