import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copySample } from '../copy-sample'
import { MailRoot } from '../mail-root'
import { VERBS } from './index'

/** Verbs that no recorded session uses, on a copy of the sample. */
let parent: string
let root: MailRoot

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'practice-'))
  await copySample(join(parent, 'MailRoot'))
  root = new MailRoot(join(parent, 'MailRoot'))
})
afterEach(() => rm(parent, { recursive: true, force: true }))

/** A listing's lines, the number of a reply, or what an upload came to. */
async function run(line: string, upload = ''): Promise<number | readonly string[]> {
  const [name = '', ...args] = line.split(' ')
  const verb = VERBS.get(name)
  if (!verb?.takes(args.length)) return -103
  const answer = await verb.run({ root, args })
  if (answer.kind === 'listing') return answer.lines
  if (answer.kind === 'upload') return answer.commit(upload)
  return answer.kind === 'code' ? answer.code : 0
}

describe('external aliases', () => {
  it('are added once, listed by address and deleted', async () => {
    expect(await run('exaliasadd taro@example.test taro@remote.example.test')).toBe(0)
    expect(await run('exaliasadd taro@example.test taro@remote.example.test')).toBe(-67)
    expect(await run('exaliasadd taro taro@remote.example.test')).toBe(-132)
    expect(await run('exaliaslist taro@example.test')).toEqual([
      '"remote.example.test"\t"taro"\t"example.test"\t"taro"',
    ])
    expect(await run('exaliasdel taro@remote.example.test')).toBe(0)
    expect(await run('exaliasdel taro@remote.example.test')).toBe(-69)
  })

  it('may name an address in the place of a host', async () => {
    expect(await run('exaliasadd taro@example.test a@[1.2.3.4]')).toBe(0)
    expect(await run('exaliasadd taro@[::1] b@remote.example.test')).toBe(0)
    expect(await run('exaliasadd taro@example.test a@[name.example.test]')).toBe(-40)
    expect(await run('exaliasadd taro@example.test a@[1.2.3.4]x')).toBe(-260)
    expect(await run('exaliasadd taro@example.test @x.test:a@y.test')).toBe(-33)
    expect(await run('exaliasdel a@[1.2.3.4]')).toBe(0)
    expect(await run('exaliaslist')).toContain('"remote.example.test"\t"b"\t"[::1]"\t"taro"')
  })
})

describe('POP3 links', () => {
  it('are listed with their password in clear, and switched off', async () => {
    const line = '"example.test"\t"taro"\t"pop.remote.example.test"\t"taro"\t"remote-pw"\t"CLR"\t'
    expect(await run('poplnklist')).toEqual([`${line}"ON"`])
    expect(await run('poplnkenable 0 example.test taro')).toBe(0)
    expect(await run('poplnklist example.test taro')).toEqual([`${line}"OFF"`])
    expect(await run('poplnkenable 1 example.test taro pop.remote.example.test taro')).toBe(0)
    expect(await run('poplnklist example.test')).toEqual([`${line}"ON"`])
    expect(await run('poplnkadd example.test taro pop.remote.example.test taro x CLR')).toBe(-44)
    expect(await run('poplnkdel example.test taro pop.remote.example.test taro')).toBe(0)
    expect(await run('poplnkdel example.test taro pop.remote.example.test taro')).toBe(-46)
  })

  it('go with their mark, and also where there is no account, with an error', async () => {
    const link = 'pop.remote.example.test taro'
    await run(`poplnkenable 0 example.test taro`)
    expect(await run(`poplnkdel example.test taro ${link}`)).toBe(0)
    expect(await run(`poplnkadd example.test taro ${link} x CLR`)).toBe(0)
    expect(await run('poplnklist')).toEqual([expect.stringContaining('"ON"')])
    expect(await run(`poplnkadd example.test nobody ${link} x CLR`)).toBe(0)
    expect(await run(`poplnkdel example.test nobody ${link}`)).toBe(-157)
    expect(await run(`poplnkdel example.test nobody ${link}`)).toBe(-46)
  })
})

describe('custom domains and mail processing', () => {
  it('are files that an empty upload removes', async () => {
    expect(await run('custdomget x.example.test')).toBe(-120)
    expect(await run('custdomset x.example.test', '"redirect"\t"hanako@example.test"\n')).toBe(0)
    expect(await run('custdomget x.example.test')).toEqual(['"redirect"\t"hanako@example.test"'])
    expect(await run('custdomlist')).toEqual(['"x.example.test"'])
    expect(await run('custdomset x.example.test')).toBe(0)
    expect(await run('custdomlist')).toEqual([])
    expect(await run('custdomset ../x')).toBe(-132)

    expect(await run('usergetmproc example.test hanako')).toEqual(['"mailbox"'])
    expect(await run('usersetmproc example.test hanako D', '"filter"\t"x"\n')).toBe(0)
    expect(await run('usergetmproc example.test hanako')).toEqual(['"filter"\t"x"', '"mailbox"'])
    expect(await run('usersetmproc example.test hanako')).toBe(0)
    expect(await run('usergetmproc example.test hanako U')).toBe(-116)
    // The beginning of a listing that never comes.
    expect(await run('usergetmproc example.test hanako X')).toBe(100)
  })
})

describe('mailing lists', () => {
  it('have members, other accounts have none', async () => {
    expect(await run('mluserlist example.test everyone')).toEqual([
      '"hanako@example.test"\t"RW"',
      '"taro@example.test"\t"R"',
    ])
    expect(await run('mluseradd example.test everyone sato@office.example.test')).toBe(0)
    expect(await run('mluseradd example.test everyone sato@office.example.test R')).toBe(-52)
    expect(await run('mluserdel example.test everyone taro@example.test')).toBe(0)
    expect(await run('mluserdel example.test everyone taro@example.test')).toBe(-53)
    expect(await run('mluserlist example.test everyone')).toHaveLength(2)
    expect(await run('mluserlist example.test taro')).toBe(-50)
    await root.removeFile('domains/example.test/everyone/mlusers.tab')
    expect(await run('mluserlist example.test everyone')).toBe(-19)
    expect(await run('mluserdel example.test everyone taro@example.test')).toBe(-51)
    expect(await run('mluseradd example.test everyone taro@example.test')).toBe(-51)
  })
})

describe('accounts and domains', () => {
  /** With the domain in the first place and the account in the second. */
  const LOOKUPS = [
    ...['userauth $ x', 'userpasswd $ x', 'userstat $', 'uservars $', 'uservarsset $ a b', 'usergetmproc $'],
    ...['usersetmproc $', 'mluseradd $ a@b.test', 'mluserdel $ a@b.test', 'mluserlist $'],
    'aliasadd example.test new $2@$1',
  ]
  const ask = (command: string, domain: string, name: string) =>
    run(command.replace('$2', name).replace('$1', domain).replace('$', `${domain} ${name}`))

  it.each(LOOKUPS)('%s: a miss is told by the last table that was searched', async (command) => {
    expect(await ask(command, 'example.test', 'nobody')).toBe(-157)
    expect(await ask(command, 'mail.example.test', 'nobody')).toBe(-12)
    expect([-157, -59]).toContain(await ask(command, 'elsewhere.test', 'nobody'))
  })

  it.each(LOOKUPS)('%s: finds the account of a domain by its alias', async (command) => {
    const name = command.startsWith('mluser') ? 'everyone' : 'hanako'
    const found = await ask(command, 'mail.example.test', name)
    // The wrong password, and somebody who is no member: so they have been found.
    expect(Array.isArray(found) ? 0 : found).toBe(
      { userauth: -24, mluserdel: -53 }[command.split(' ')[0] ?? ''] ?? 0,
    )
  })

  it('by an alias are the account that it leads to, of patterns by the longest', async () => {
    const address = async (command: string) => {
      const rows = await run(command)
      return typeof rows === 'number' ? rows : rows[0]
    }
    expect(await address('userstat example.test info')).toBe('"RealAddress"\t"hanako@example.test"')
    expect(await address('userstat mail.example.test info')).toBe('"RealAddress"\t"hanako@example.test"')
    expect(await address('userstat office.example.test postmaster')).toBe(
      '"RealAddress"\t"root@example.test"',
    )
    await root.updateText('aliases.tab', (old) => `${old}"*.test"\t"i*"\t"taro"\n"*.test"\t"in*"\t"root"\n`)
    expect(await address('userstat example.test info')).toBe('"RealAddress"\t"hanako@example.test"')
    expect(await address('userstat example.test inn')).toBe('"RealAddress"\t"root@example.test"')
    expect(await address('userstat example.test i')).toBe('"RealAddress"\t"taro@example.test"')
    expect(await run('uservars example.test info')).toBe(-157)
    expect(await run('useradd example.test info x U')).toBe(-26)
  })

  it('have their mail counted in their Maildir', async () => {
    const folder = 'domains/example.test/hanako/Maildir'
    await root.makeFolder(`${folder}/.sent/cur`)
    for (const path of ['new/a', '.sent/cur/b', '.hidden']) await root.writeText(`${folder}/${path}`, '12345')
    const rows = await run('userstat example.test hanako')
    expect(rows).toEqual(expect.arrayContaining(['"MailboxSize"\t"10"', '"MailboxMessages"\t"2"']))
    expect(await run('userstat example.test everyone')).toBe(-97)
    expect(await run('useradd example.test new x U')).toBe(0)
    expect(await run('userstat example.test new')).toContain('"MailboxMessages"\t"0"')
  })

  it('are added and deleted in their own domain only', async () => {
    expect(await run('userdel example.test nobody')).toBe(-12)
    expect(await run('userdel mail.example.test hanako')).toBe(-12)
    expect(await run('useradd mail.example.test new x U')).toBe(-17)
    expect(await run('useradd example.test a/b x U')).toBe(-216)
  })

  it('take everything with them that is theirs', async () => {
    expect(await run('userdel example.test hanako')).toBe(0)
    expect(await run('exaliaslist')).toEqual([])
    expect(await run('aliaslist example.test info')).toEqual([])
    expect(await run('domaindel office.example.test')).toBe(0)
    expect(await run('userlist office.example.test')).toEqual([])
    expect(await run('aliaslist office.example.test')).toEqual([])
    expect(await root.listFiles('domains/office.example.test')).toBeNull()
  })
})

describe('what is frozen', () => {
  it('is nothing', async () => {
    expect(await run('frozgetmsg 0 0 x')).toBe(-19)
    expect(await run('frozsubmit 0 0 x')).toBe(-164)
    expect(await run('frozsubmit 0 0')).toBe(-103)
  })
})
