import { cp, mkdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { PracticeTls } from './options'

/** Where the sample is: the tests and the demo run from the sources, never from a bundle. */
const SAMPLE = fileURLToPath(new URL('./sample', import.meta.url))

/** Folders that every MAIL_ROOT has, and that a repository cannot hold while they are empty. */
const EMPTY_FOLDERS = [
  'cmdaliases',
  'custdomains',
  'filters',
  'logs',
  'spool',
  'tmp',
  'userauth/pop3',
  'userauth/smtp',
  ...['example.test/hanako', 'example.test/taro', 'example.test/root', 'office.example.test/sato'].flatMap(
    (account) => ['cur', 'new', 'tmp'].map((part) => `domains/${account}/Maildir/${part}`),
  ),
]

/**
 * Makes a folder with a copy of the sample MailRoot. Throws EEXIST where something is there already: what a person has
 * changed in it is never overwritten.
 */
export async function copySample(targetFolder: string): Promise<void> {
  await mkdir(dirname(targetFolder), { recursive: true })
  await mkdir(targetFolder)
  await cp(SAMPLE, targetFolder, { recursive: true })
  for (const folder of EMPTY_FOLDERS) await mkdir(join(targetFolder, folder), { recursive: true })
}

/** The sample's certificate for localhost, signed by itself and good until 2120, with its key, which is no secret. */
export async function readSampleTls(): Promise<PracticeTls> {
  const read = (name: string) => readFile(join(SAMPLE, name), 'utf8')
  return { cert: await read('server.cert'), key: await read('server.key') }
}
