import { cp, mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/** Folders that XMail expects and that are not copied: what is in them belongs to the server they came from. */
const FRESH_FOLDERS = [
  ...['cmdaliases', 'custdomains', 'dnscache/mx', 'dnscache/ns', 'filters', 'logs', 'msgsync', 'pids'],
  ...['pop3linklocks', 'pop3links', 'pop3locks', 'spool/local', 'spool/temp', 'tabindex', 'tmp'],
  ...['userauth/pop3', 'userauth/smtp'],
]

/**
 * Copies tables, certificate and the domains' folders into an empty folder; no programs, mail, logs or indexes (XMail
 * makes those at start-up).
 */
export async function copyMailRoot(from: string, to: string): Promise<void> {
  const fresh = new Set(['bin', ...FRESH_FOLDERS.map((folder) => folder.split('/')[0])])
  await cp(from, to, {
    recursive: true,
    filter: (source) =>
      !(dirname(source) === from && fresh.has(basename(source))) && !/maildir$/i.test(source),
  })
  for (const folder of FRESH_FOLDERS) await mkdir(join(to, folder), { recursive: true })
}
