import { describe, expect, it } from 'vitest'
import { readGuideFile } from './read-guide-file'

describe('readGuideFile', () => {
  it('gives a page in the language asked for', async () => {
    expect(await readGuideFile('en', 'relay-networks')).toMatchObject({
      language: 'en',
      text: expect.stringMatching(/^# Relay networks\n/),
    })
    expect(await readGuideFile('ja', 'relay-networks')).toMatchObject({
      language: 'ja',
      text: expect.stringMatching(/^# リレーを許可するネットワーク\n/),
    })
  })

  it('gives the table of errors in English, whatever the language', async () => {
    expect(await readGuideFile('ja', 'errors')).toMatchObject({
      language: 'en',
      text: expect.stringMatching(/^# Errors\n/),
    })
  })

  it.each([
    'no-such-page',
    '',
    '.',
    '..',
    '../en/index',
    '../../ERRORS',
    '../../../package',
    '/etc/passwd',
    'index.md',
    'index\0',
    'Index',
    '%2e%2e',
  ])('reaches nothing by the name %j', async (name) => {
    expect(await readGuideFile('en', name)).toBeNull()
  })
})
