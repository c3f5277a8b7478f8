import { describe, expect, it } from 'vitest'
import { meaningSchema } from './meaning-schema'
import { chooseMeaning, meaningOfFiles } from './revision-meaning'

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

it('is kept whole, and read again as it was', () => {
  const meaning = meaningOfFiles([
    { path: 'smtprelay.tab', before: null, after: bytes('"192.0.2.64/26"\n') },
    { path: 'spammers.tab', before: null, after: bytes('"192.0.2.0/24"\t"code=0"\n') },
  ])
  expect(meaning?.relayOutcome).not.toBeNull()
  expect(meaningSchema.parse(JSON.parse(JSON.stringify(meaning)))).toMatchObject({ ...meaning })
})

describe('what the page of a change tells', () => {
  const files = [{ path: 'smtprelay.tab', before: null, after: bytes('"192.0.2.64/26"\n') }]
  const kept = meaningOfFiles([{ path: 'smtprelay.tab', before: null, after: bytes('"10.0.0.0/8"\n') }])

  it('is what was kept with it', () => {
    expect(kept).not.toBeNull()
    expect(chooseMeaning(kept, { state: 'applied', files })).toEqual({
      meaning: kept,
      isMeaningOfFilesAlone: false,
    })
  })

  it('is else what its files do by themselves, and says so', () => {
    expect(chooseMeaning(null, { state: 'applied', files })).toEqual({
      meaning: meaningOfFiles(files),
      isMeaningOfFilesAlone: true,
    })
  })

  it('is nothing while it is being applied, or where no file says anything', () => {
    const nothing = { meaning: null, isMeaningOfFilesAlone: false }
    expect(chooseMeaning(null, { state: 'applying', files })).toEqual(nothing)
    expect(chooseMeaning(null, { state: 'applied', files: [] })).toEqual(nothing)
  })
})
