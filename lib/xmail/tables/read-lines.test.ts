import { expect, it } from 'vitest'
import { catalogEntry } from '@/lib/xmail/catalog'
import { mailRootPath } from '@/lib/xmail/path'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { readLines } from './read-lines'

const read = (name: string, bytes: string) => {
  const path = mailRootPath(name)
  const format = catalogEntry(path)?.format ?? { lineLimit: 510, comments: true }
  return readLines(parseDocument(fromByteString(bytes), format), path)
}

it('says of each line of a table what XMail makes of it', () => {
  const [comment, live, dead, off, blank, covered] = read(
    'smtprelay.tab',
    '# note\n"10.0.0.0"\t"255.0.0.0"\n"192.0.2.7"\n#"192.0.2.0/24"\n\n"10.1.0.0/16"\n',
  )
  expect(comment).toMatchObject({ kind: 'comment', pieces: [], rows: [] })
  expect(live).toMatchObject({ pieces: [['10.0.0.0', '255.0.0.0']], rows: [{ state: 'live', reason: null }] })
  expect(dead?.rows).toMatchObject([{ state: 'dead', reason: 'bare-address' }])
  expect(off).toMatchObject({ kind: 'comment', rows: [{ state: 'disabled' }] })
  expect(blank).toMatchObject({ kind: 'blank', pieces: [], rows: [] })
  expect(covered?.rows).toMatchObject([{ state: 'live', coveredBy: 1, shadowedBy: null }])
})

it('gives the pieces of a line that XMail cuts, the live tail of a comment among them', () => {
  const [line] = read('smtp.ipmap.tab', `#${'-'.repeat(509)}"127.0.0.0/8"\t""\t"DENY"\t"1"\n`)
  expect(line).toMatchObject({ kind: 'split', pieces: [['127.0.0.0/8', '', 'DENY', '1']] })
  expect(line?.rows).toMatchObject([{ state: 'live', marks: ['split-line'] }])
})

it('reads the fields of files that have no table, and variables by the file that they are in', () => {
  expect(read('filters/x.tab', '"/bin/true"\t"@@FILE"\n')).toMatchObject([
    { pieces: [['/bin/true', '@@FILE']], rows: [] },
  ])
  expect(read('server.tab', '"RootDomain"\t"a.test"\t"x"\n')[0]?.rows).toMatchObject([{ state: 'live' }])
  expect(read('domains/a.test/u/user.tab', '"RealName"\t"a"\t"x"\n')[0]?.rows).toMatchObject([
    { state: 'dead', reason: 'too-many-fields' },
  ])
})
