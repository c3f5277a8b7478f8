import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type PracticeServer, startPracticeServer } from '@/lib/practice'
import { copyMailRoot } from '../support/copy-mail-root'
import { signInRaw } from '../support/ctrl-dialogue'
import { type RealXmail, startXmail, XMAIL_HOME } from '../support/xmail'

const FILES: Readonly<Record<string, string>> = {
  'domains.tab': '"xmailserver.test"\n"other.test"\n',
  'aliasdomain.tab':
    '"*.wild.test"\t"other.test"\n"mail.xmailserver.test"\t"xmailserver.test"\n"a.wild.test"\t"xmailserver.test"\n',
  'mailusers.tab': [
    '"xmailserver.test"\t"xmailuser"\t"1d08040c09"\t1\t"xmailuser"\t"U"',
    '"xmailserver.test"\t"list"\t"1d08040c09"\t2\t"list"\t"M"',
    // Without a folder.
    '"xmailserver.test"\t"bare"\t"1d08040c09"\t3\t"bare"\t"M"\n',
  ].join('\n'),
  'aliases.tab': [
    '"xmailserver.test"\t"root"\t"xmailuser"',
    '"xmailserver.test"\t"twice"\t"root"',
    '"other.test"\t"far"\t"xmailuser@xmailserver.test"',
    '"*.test"\t"w*"\t"nobody"',
    '"*.test"\t"wild*"\t"xmailuser@xmailserver.test"\n',
  ].join('\n'),
  'domains/other.test/user.tab': '',
  'domains/xmailserver.test/xmailuser/user.tab': '"RealName"\t"x"\n',
  'domains/xmailserver.test/xmailuser/Maildir/new/a': '12345',
  'domains/xmailserver.test/xmailuser/Maildir/.sent/cur/b': '123',
  'domains/xmailserver.test/xmailuser/Maildir/.hidden': '1',
  'domains/xmailserver.test/xmailuser/Maildir/loose': '1',
  'domains/xmailserver.test/list/user.tab': '',
  'domains/xmailserver.test/list/mlusers.tab': '"a@b.test"\t"RW"\n',
}

/** `$d $u` is tried with every domain and user; what stands behind `<` is sent where the server asks for data. */
const COMMANDS = [
  ...['userauth $d $u xmail', 'userauth $d $u wrong', 'userpasswd $d $u new', 'userpasswd $d $u xmail'],
  ...['userstat $d $u', 'uservars $d $u', 'uservarsset $d $u a b', 'uservarsset $d $u a .|rm'],
  ...['usersetmproc $d $u < "mailbox"\r\n', 'usersetmproc $d $u D < "filter"\r\n', 'usergetmproc $d $u'],
  ...['usergetmproc $d $u xu', 'usergetmproc $d $u Du', 'usersetmproc $d $u'],
  ...['mluseradd $d $u c@d.test', 'mluserlist $d $u', 'mluserdel $d $u c@d.test', 'mluserdel $d $u z@d.test'],
  ...['aliasadd $d new $u', 'aliaslist $d', 'aliasdel $d new', 'aliasadd other.test new $u@$d'],
  ...['aliasdel other.test new', 'aliasadd $d $u xmailuser@xmailserver.test', 'aliasdel $d $u'],
  ...[
    'poplnkadd $d $u pop.test me x CLR',
    'poplnkenable 0 $d $u',
    'poplnklist',
    'poplnkdel $d $u pop.test me',
  ],
  ...['poplnkadd $d $u pop.test me x CLR', 'poplnklist', 'poplnkdel $d $u pop.test me'],
]
const DOMAINS = [
  'xmailserver.test',
  'mail.xmailserver.test',
  'a.wild.test',
  'b.wild.test',
  'other.test',
  'no.test',
]
const USERS = ['xmailuser', 'XMailUser', 'root', 'twice', 'far', 'wilder', 'list', 'bare', 'nobody']

const ADDRESSES = [
  ...[
    'a@[1.2.3.4]',
    'a@[1.2.3]',
    'a@[::1]',
    'a@[]',
    'a@[1.2.3.4',
    'a@[1.2.3.4]x',
    'a@[no.such.invalid]',
    'a@b@c.test',
  ],
  ...[
    'a@1.2.3.4',
    'a',
    '@x.test',
    'a@',
    'a@x..test',
    'a@x.test.',
    'a/b@x/y.test',
    'a.@x.test',
    '@x.test:a@y.test',
  ],
]
const OTHERS = [
  ...ADDRESSES.flatMap((address) => [
    `exaliasadd xmailuser@xmailserver.test ${address}`,
    `exaliasadd ${address} x@remote.test`,
    `exaliaslist ${address}`,
    'exaliaslist',
    `exaliasdel ${address}`,
    'exaliasdel x@remote.test',
  ]),
  // Answered by the beginning of a listing and no end, which is waited for in vain.
  'usergetmproc xmailserver.test xmailuser x',
  ...['frozsubmit 0 0 x', 'frozdel 0 0 x', 'frozgetlog 0 0 x', 'frozgetmsg 0 0 x', 'frozlist'],
  ...['useradd mail.xmailserver.test neu x U', 'useradd no.test neu x U', 'useradd xmailserver.test neu x U'],
  ...['userstat xmailserver.test neu', 'userdel mail.xmailserver.test neu', 'userdel xmailserver.test neu'],
  ...['userdel xmailserver.test neu', 'userdel no.test neu', 'userdel xmailserver.test root', 'userlist'],
]

describe.skipIf(!XMAIL_HOME)(
  'what people do with accounts, on a real XMail and on the practice server',
  () => {
    let xmail: RealXmail
    let practice: PracticeServer
    let folder: string
    beforeAll(async () => {
      xmail = await startXmail({ home: XMAIL_HOME ?? '', files: FILES })
      folder = await mkdtemp(join(tmpdir(), 'practice-'))
      await copyMailRoot(xmail.mailRoot, folder)
      for (const [path, text] of Object.entries(FILES)) {
        await mkdir(dirname(join(folder, path)), { recursive: true })
        await writeFile(join(folder, path), text)
      }
      practice = await startPracticeServer({ folder })
    })
    afterAll(async () => {
      await practice?.close()
      await xmail?.stop()
      if (folder) await rm(folder, { recursive: true })
    })

    it.each([
      ['accounts', DOMAINS.flatMap((d) => USERS.flatMap((u) => COMMANDS.map((each) => fill(each, d, u))))],
      ['the others', OTHERS],
    ])('%s', async (_what, commands) => {
      const { user, password } = xmail.account
      const real = await signInRaw(xmail.ctrlPort, user, password)
      const ours = await signInRaw(practice.port, user, password)
      for (const each of commands) {
        const [words = '', body = ''] = each.split(' < ')
        const line = words.split(' ').join('\t')
        const expected = withoutTime(await real.ask(line, `${body}.\r\n`))
        expect(withoutTime(await ours.ask(line, `${body}.\r\n`)), words).toBe(expected)
      }
      real.connection.destroy()
      ours.connection.destroy()
    })
  },
)

function fill(command: string, domain: string, user: string): string {
  return command.replaceAll('$d', domain).replaceAll('$u', user)
}

function withoutTime(answer: string): string {
  return answer.replace(/\d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d/g, 'TIME')
}
