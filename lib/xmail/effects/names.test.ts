import { describe, expect, it } from 'vitest'
import { catalogEntry } from '@/lib/xmail/catalog'
import { encodePassword } from '@/lib/xmail/password'
import { mailRootPath } from '@/lib/xmail/path'
import { type Document, parseDocument } from '@/lib/xmail/tab'
import { compareMailRoots } from './compare-mail-roots'

function files(texts: Readonly<Record<string, string | null>>): Map<string, Document | null> {
  return new Map(
    Object.entries(texts).map(([path, text]) => {
      const format = catalogEntry(mailRootPath(path))?.format
      if (!format) throw new Error(`${path} is not in the catalog`)
      return [path, text === null ? null : parseDocument(Buffer.from(text, 'utf8'), format)]
    }),
  )
}

describe('names in effects', () => {
  it('are text for people, in whatever encoding the file is', () => {
    const before = files({ 'spam-address.tab': '"été@x.fr"\n', 'smtpauth.tab': '"太郎"\t"p"\t"R"\n' })
    const after = files({ 'spam-address.tab': '"夏@y.test"\n', 'smtpauth.tab': '"太郎"\t"p"\t"M"\n' })
    const { senders, accounts } = compareMailRoots(before, after)
    expect(senders).toMatchObject({ refused: ['夏@y.test'], admitted: ['été@x.fr'] })
    expect(accounts.map(({ name }) => name)).toEqual(['太郎'])
  })
})

describe('accounts that come and go', () => {
  const BOB = `"d.com"\t"bob"\t"${encodePassword('x')}"\t1\t"bob"\t"U"\n`
  const FILE = 'domains/d.com/bob/user.tab'

  it('can sign in on one side only, whatever stood in their file', () => {
    const there = files({ 'mailusers.tab': BOB, [FILE]: '"SmtpPerms"\t"M"\n' })
    const gone = files({ 'mailusers.tab': '# none\n', [FILE]: null })
    expect(compareMailRoots(there, gone).accounts).toMatchObject([
      { name: 'bob@d.com', before: 'M', after: null },
    ])
    expect(compareMailRoots(gone, there).accounts).toMatchObject([
      { name: 'bob@d.com', before: null, after: 'M' },
    ])
  })

  it('are told without a file of their own as well', () => {
    const there = files({ 'mailusers.tab': BOB })
    const gone = files({ 'mailusers.tab': '# none\n' })
    expect(compareMailRoots(gone, there).accounts).toMatchObject([
      { name: 'bob@d.com', before: null, after: 'MRVZ' },
    ])
  })

  it('are judged by their file alone where nobody has looked for them', () => {
    const before = files({ [FILE]: '"SmtpPerms"\t"M"\n' })
    expect(compareMailRoots(before, files({ [FILE]: null })).accounts).toMatchObject([
      { name: 'bob@d.com', before: 'M', after: 'MRVZ' },
    ])
  })
})
