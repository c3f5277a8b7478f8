import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { mailRootPath } from '@/lib/xmail/path'
import { planChange } from './plan'
import { printPatch } from './print-patch'

const path = mailRootPath('smtpauth.tab')
const OLD = '"scanner"\t"0ld-s3cret"\t"MR"\n# "gone"\t"f0rgotten"\t"R"\n'
const snapshot = {
  files: new Map([
    [path, { path, state: 'present' as const, bytes: new TextEncoder().encode(OLD), digest: 'd' }],
  ]),
  takenAt: 0,
}

describe('printPatch', () => {
  it('prints no password, old or new, and nothing that patch(1) would apply', () => {
    const plan = planChange(snapshot, [
      {
        table: 'smtpauth',
        path,
        op: 'replace',
        row: { line: 0, was: '"scanner"\t"***"\t"MR"' },
        account: { user: 'scanner', password: 'n3w-s3cret', permissions: ['mail', 'relay'] },
      },
    ])
    const patch = printPatch(unwrap(plan))
    expect(patch).toBe(
      '# smtpauth.tab: 2 lines changed. It holds secrets, which are not printed.\n' +
        '#   -"scanner"\t"***"\t"MR"\n#   +"scanner"\t"***"\t"MR"\n',
    )
  })
})
