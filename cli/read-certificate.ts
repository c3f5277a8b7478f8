import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readInstalled, sumUpInstalled } from '@/lib/certificates'
import type { CertificateFacts } from '@/lib/xmail/lint'

/** What server.cert and server.key of a folder hold, as lint judges it. The key is looked at and let go. */
export async function readCertificate(folder: string, nowMs: number): Promise<CertificateFacts> {
  const [certificate, key] = await Promise.all(
    ['server.cert', 'server.key'].map((name) => read(folder, name)),
  )
  return sumUpInstalled(readInstalled({ certificate: certificate ?? null, key: key ?? null }, [], nowMs))
}

async function read(folder: string, name: string): Promise<string | null> {
  return readFile(join(folder, name), 'utf8').catch(() => null)
}
