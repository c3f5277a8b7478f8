import { describe, expect, it } from 'vitest'
import { meaningOfFiles } from './revision-meaning'

const bytes = (text: string) => new TextEncoder().encode(text)

describe('what a change meant that kept only its bytes', () => {
  it('is who gained and who lost', () => {
    const before = bytes('"10.0.0.0/8"\n')
    const after = bytes('"10.0.0.0/8"\n"192.0.2.64/26"\n')
    expect(meaningOfFiles([{ path: 'smtprelay.tab', before, after }])).toMatchObject({
      relay: { gained: { v4: 64, prefixes: ['192.0.2.64/26'] }, lost: { v4: 0 } },
    })
    expect(meaningOfFiles([{ path: 'smtprelay.tab', before, after: null }])).toMatchObject({
      relay: { lost: { v4: 2 ** 24 } },
    })
  })

  it('is what its own files do, and nothing where none of them is known', () => {
    const after = bytes('"203.0.113.0/24"\t"code=-4"\n')
    const meaning = meaningOfFiles([{ path: 'spammers.tab', before: bytes('# none\n'), after }])
    expect(meaning?.spammers?.waits).toMatchObject([{ gained: { prefixes: ['203.0.113.0/24'] }, seconds: 4 }])
    expect(meaningOfFiles([])).toBeNull()
    expect(meaningOfFiles([{ path: 'no/such.file', before: null, after }])).toBeNull()
  })
})
