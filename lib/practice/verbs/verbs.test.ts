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
  })
})

describe('accounts and domains', () => {
  it('know an alias domain and an alias', async () => {
    expect(await run('uservars mail.example.test nobody')).toBe(-12)
    expect(await run('uservars elsewhere.test hanako')).toBe(-59)
    const statistics = await run('userstat example.test info')
    expect(statistics).toContain('"RealAddress"\t"hanako@example.test"')
    expect(await run('useradd example.test info x U')).toBe(-26)
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
    expect(await run('frozsubmit 0 0')).toBe(-103)
  })
})
