import { describe, expect, it } from 'vitest'
import type { AssertionState } from '@/lib/xmail/assertions'
import { brokenByDraft, rankOfChange, type ShownAssertion } from './shown-assertion'

const HOLDS: AssertionState = { kind: 'holds' }
const UNKNOWN: AssertionState = { kind: 'unknown', why: 'undecided' }
const BROKEN: AssertionState = {
  kind: 'broken',
  example: { client: '192.0.2.1', decider: null, question: {} },
  reach: null,
  isPartial: false,
}

function shown(id: string, live: AssertionState, draft: AssertionState): ShownAssertion {
  const assertion = { kind: 'sender', claim: 'refused', sender: 'x@rude.example' } as const
  return { id, assertion, note: '', actorName: 'Aoi', updatedAt: 0, live, draft }
}

describe('rankOfChange', () => {
  it('puts what a draft breaks before what was broken, and what it mends before what stays true', () => {
    const all = [
      shown('holds', HOLDS, HOLDS),
      shown('unknown', HOLDS, UNKNOWN),
      shown('mended', BROKEN, HOLDS),
      shown('was broken', BROKEN, BROKEN),
      shown('breaks', HOLDS, BROKEN),
    ]
    const ordered = all.toSorted((a, b) => rankOfChange(a) - rankOfChange(b)).map(({ id }) => id)
    expect(ordered).toEqual(['breaks', 'was broken', 'mended', 'unknown', 'holds'])
  })
})

describe('brokenByDraft', () => {
  it('counts one that was broken before, and none that cannot be told', () => {
    const all = [
      shown('was broken', BROKEN, BROKEN),
      shown('mended', BROKEN, HOLDS),
      shown('unknown', HOLDS, UNKNOWN),
    ]
    expect(brokenByDraft(all).map(({ id }) => id)).toEqual(['was broken'])
  })
})
