import { expect, it } from 'vitest'
import { mailRootPath } from '@/lib/xmail/path'
import { type Edit, editSchema } from '@/lib/xmail/tables'
import { findDraftedEdits } from './drafted-edits'

const PATH = mailRootPath('server.tab')
const edit = (more: object): Edit => editSchema.parse({ table: 'variables', path: PATH, ...more })

const EDITS: readonly Edit[] = [
  edit({ op: 'set', name: 'MaxMTAOps', value: '8' }),
  edit({ op: 'unset', name: 'HeloDomain' }),
  edit({ op: 'enable', row: { line: 3, was: '#  "MaxMTAOps"\t"16"' } }),
  edit({
    op: 'remove',
    rows: [
      { line: 1, was: 'Greylist\t1' },
      { line: 4, was: '"MaxMTAOps"\t"9"' },
    ],
  }),
  edit({ op: 'note', row: { line: 1, was: '"HeloDomain"\t"x.test"' }, text: 'why' }),
  edit({ path: mailRootPath('userdef.tab'), op: 'set', name: 'MaxMTAOps', value: '8' }),
  editSchema.parse({ table: 'smtprelay', path: 'smtprelay.tab', op: 'add', networks: ['192.0.2.0/24'] }),
]

it('finds the edits of a variable, by name or by what stood in its line', () => {
  expect(findDraftedEdits(EDITS, PATH, 'MaxMTAOps')).toEqual([0, 2, 3])
  expect(findDraftedEdits(EDITS, PATH, 'HeloDomain')).toEqual([1, 4])
  expect(findDraftedEdits(EDITS, PATH, 'Greylist')).toEqual([3])
  expect(findDraftedEdits(EDITS, 'userdef.tab', 'MaxMTAOps')).toEqual([5])
  expect(findDraftedEdits(EDITS, PATH, 'RootDomain')).toEqual([])
})
