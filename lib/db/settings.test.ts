import { describe, expect, it } from 'vitest'
import { openTestRecords } from '@/test/support/open-test-records'
import { readSetting, takeSetting, writeSetting } from './settings'

describe('settings', () => {
  it('are written, replaced and read', async () => {
    const records = await openTestRecords()
    expect(await readSetting(records, 'k')).toBeUndefined()
    await writeSetting(records, 'k', 'one')
    await writeSetting(records, 'k', 'two')
    expect(await readSetting(records, 'k')).toBe('two')
  })

  it('are taken by exactly one of many', async () => {
    const records = await openTestRecords()
    await writeSetting(records, 'k', 'v')
    expect(await takeSetting(records, 'k', 'other')).toBe(false)
    const takes = await Promise.all(Array.from({ length: 8 }, () => takeSetting(records, 'k', 'v')))
    expect(takes.filter(Boolean)).toHaveLength(1)
    expect(await readSetting(records, 'k')).toBeUndefined()
  })
})
