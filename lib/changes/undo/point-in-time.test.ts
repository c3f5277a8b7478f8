import { expect, it } from 'vitest'
import { changedBetween, findAt } from './point-in-time'

const VERSIONS = [
  { revisionId: '1', path: 'a' },
  { revisionId: '2', path: 'b' },
  { revisionId: '4', path: 'a' },
  { revisionId: '5', path: 'c' },
]

it('finds what the last change up to a point has left, or what the first one behind it has found', () => {
  expect(findAt(VERSIONS, 'a', '3')).toEqual({ version: VERSIONS[0], side: 'after' })
  expect(findAt(VERSIONS, 'a', '4')).toEqual({ version: VERSIONS[2], side: 'after' })
  expect(findAt(VERSIONS, 'c', '3')).toEqual({ version: VERSIONS[3], side: 'before' })
  expect(findAt(VERSIONS, 'd', '3')).toBeUndefined()
})

it('names the files that were changed between two points, each once', () => {
  expect(changedBetween(VERSIONS, '1')).toEqual(['a', 'b', 'c'])
  expect(changedBetween(VERSIONS, '1', '4')).toEqual(['a', 'b'])
  expect(changedBetween(VERSIONS, '4', '4')).toEqual([])
})
