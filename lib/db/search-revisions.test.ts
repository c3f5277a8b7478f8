import { describe, expect, it } from 'vitest'
import { unwrap } from '@/lib/errors'
import { openTestRecords } from '@/test/support/open-test-records'
import { createRevision, finishRevision } from './revisions'
import { listHistoryNames, searchRevisions } from './search-revisions'

async function fill() {
  const records = await openTestRecords()
  const make = async (
    name: string,
    reason: string,
    path: string,
    origin: 'person' | 'outside' = 'person',
  ) => {
    const file = { path, before: null, beforeDigest: null, after: null, afterDigest: null }
    const { id } = unwrap(
      await createRevision(records, {
        ...{ serverId: 's', actor: { id: name, name }, reason, summary: {}, origin },
        files: [file],
      }),
    )
    unwrap(await finishRevision(records, id, reason === 'undone' ? 'put-back' : 'applied'))
    return id
  }
  const ids = [
    await make('Aoi', 'Ticket 100%', 'smtprelay.tab'),
    await make('Ben', 'ticket 1000', 'server.tab'),
    await make('Outside', '', 'smtprelay.tab', 'outside'),
    await make('Aoi', 'undone', 'server.tab'),
  ]
  const search = async (asked: Parameters<typeof searchRevisions>[2]) =>
    (await searchRevisions(records, 's', asked)).map(({ id }) => ids.indexOf(id))
  return { records, ids, search }
}

describe('searchRevisions', () => {
  it('narrows by each of its questions, newest first', async () => {
    const { search } = await fill()
    expect(await search({})).toEqual([3, 2, 1, 0])
    expect(await search({ actorName: 'Aoi' })).toEqual([3, 0])
    expect(await search({ path: 'smtprelay.tab' })).toEqual([2, 0])
    expect(await search({ origin: 'outside' })).toEqual([2])
    expect(await search({ state: 'put-back' })).toEqual([3])
    expect(await search({ reason: 'TICKET' })).toEqual([1, 0])
    expect(await search({ reason: '100%' })).toEqual([0])
    expect(await search({ actorName: 'Aoi', path: 'server.tab' })).toEqual([3])
  })

  it('goes on where a page ended', async () => {
    const { search, ids } = await fill()
    expect(await search({ limit: 2 })).toEqual([3, 2])
    expect(await search({ limit: 2, before: ids[2] })).toEqual([1, 0])
  })
})

it('names the people and the files that there are', async () => {
  const { records } = await fill()
  expect(await listHistoryNames(records, 's')).toEqual({
    people: ['Aoi', 'Ben'],
    files: ['server.tab', 'smtprelay.tab'],
  })
})
