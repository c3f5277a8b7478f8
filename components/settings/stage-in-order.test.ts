import { expect, it } from 'vitest'
import type { ActionResult } from '@/lib/errors'
import { stageInOrder } from './stage-in-order'

const REFUSED: ActionResult<null> = { ok: false, error: { code: 'DRAFT_CHANGED' } }
const DONE: ActionResult<null> = { ok: true, value: null }

async function stageAll(refuse: string | null) {
  const staged: string[] = []
  const answer = await stageInOrder(['set', 'remove'], async (edit) => {
    staged.push(edit)
    return edit === refuse ? REFUSED : DONE
  })
  return { staged, answer }
}

it('stages nothing behind an edit that is refused, and says what refused it', async () => {
  expect(await stageAll(null)).toEqual({ staged: ['set', 'remove'], answer: DONE })
  expect(await stageAll('set')).toEqual({ staged: ['set'], answer: REFUSED })
  expect(await stageAll('remove')).toEqual({ staged: ['set', 'remove'], answer: REFUSED })
})
