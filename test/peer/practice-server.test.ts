import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeServer, startPracticeServer } from '@/lib/practice'
import { copyMailRoot } from '../support/copy-mail-root'
import { type CtrlDialogue, signInRaw } from '../support/ctrl-dialogue'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const SEED = Number(process.env.SEED ?? 20261124)
const SESSIONS = 20
const COMMANDS = 40

/** The verbs that the console sends, and the listings. What people do with accounts is XMail's own business. */
const path = fc.constantFrom(
  ...['smtprelay.tab', 'new.tab', 'new.tab', 'x.tab', 'filters/av.tab', 'filters\\av.tab', 'FILTERS/av.tab'],
  ...['nodir/x.tab', '..', 'a..b', 'filters/../x.tab', 'filters', 'filters/', '.', '', '/', '//new.tab'],
  ...['/new.tab', '\\new.tab', 'new.tab/', 'new.tab//', './new.tab', '"q"', '#h', 'a b.tab', 'x'.repeat(180)],
)
const pattern = fc.constantFrom('*', '*.tab', 's*', '?.tab', '', '[sn]*', '*e*', '[^s]*', 'NEW.TAB')
const name = fc.constantFrom(
  '*',
  'xmailserver.test',
  'XMailServer.Test',
  '*.test',
  'root',
  'r*',
  'xmailuser',
  '',
  '?',
)
const words = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom('cfgfileget', 'CfgFileGet'), path) },
  { weight: 5, arbitrary: fc.tuple(fc.constant('cfgfileset'), path) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('filelist'), path, pattern) },
  fc.tuple(fc.constantFrom('domainlist', 'userlist', 'aliaslist', 'aliasdomainlist'), name),
  fc.tuple(fc.constantFrom('userlist', 'aliaslist', 'aliasdomainlist', 'filelist', 'noop'), name, name),
  fc.tuple(fc.constantFrom('noop', 'domainlist', 'userlist', 'aliaslist', 'cfgfileget', 'frobnicate', '')),
)
const body = fc.constantFrom(
  ...[
    '.\r\n',
    'a\r\n.\r\n',
    '\r\n.\r\n',
    '..x\r\n.y\r\n.\r\n',
    '"a"\t"b"\r\n# c\r\n.\r\n',
    'a\rb\r\r\n.\r\n',
  ],
  ...['x\ny\n.\n', '\xe9\r\n.\r\n', 'a\0b\r\n\0\r\n.\r\n', `${'b'.repeat(2044)}\r\n.\r\n`],
  ...[`.${'b'.repeat(2043)}\r\n.\r\n`, `.${'b'.repeat(2044)}\n.\r\n`, `${'b'.repeat(2045)}\n.\r\n`],
)
const quoted = (word: string): string => `"${word.replaceAll('"', '\\"')}"`
const command = fc.record({ line: words.map((all) => all.map(quoted).join('\t')), body })

describe.skipIf(!XMAIL_HOME)(`the practice server answers as a real XMail (seed ${SEED})`, () => {
  let xmail: RealXmail
  let practice: PracticeServer
  let folder: string
  beforeAll(async () => {
    xmail = await startXmail({
      home: XMAIL_HOME ?? '',
      files: { 'filters/av.tab': '"/bin/scan"\t"@@FILE"\n' },
    })
    folder = await mkdtemp(join(tmpdir(), 'practice-'))
    await copyMailRoot(xmail.mailRoot, folder)
    practice = await startPracticeServer({ folder })
  })
  afterAll(async () => {
    await practice?.close()
    await xmail?.stop()
    if (folder) await rm(folder, { recursive: true })
  })

  it(`${SESSIONS * COMMANDS} commands that read, write and list files`, async () => {
    const sessions = fc.sample(fc.array(command, { minLength: COMMANDS, maxLength: COMMANDS }), {
      seed: SEED,
      numRuns: SESSIONS,
    })
    for (const commands of sessions) {
      const { user, password } = xmail.account
      const real = await signInRaw(xmail.ctrlPort, user, password)
      const ours = await signInRaw(practice.port, user, password)
      for (const { line, body } of commands) {
        expect(await answer(ours, line, body), `${line} ${JSON.stringify(body)}`).toBe(
          await answer(real, line, body),
        )
      }
      real.connection.destroy()
      ours.connection.destroy()
    }
  }, 300_000)
})

/** Listings of files come in the disk's order, and each server has files of its own among them. */
async function answer(dialogue: CtrlDialogue, line: string, body: string): Promise<string> {
  const text = await dialogue.ask(line, body)
  if (!line.startsWith('"filelist"')) return text
  return text
    .split('\r\n')
    .filter((row) => !/^"(\.|server|message)/.test(row))
    .toSorted()
    .join('\r\n')
}
