import type { ActionResult } from '@/lib/errors'

/**
 * Stages edits one after the other, and answers what the last one was answered. Behind one that is refused nothing is
 * staged: a line would be removed whose value is nowhere else.
 */
export async function stageInOrder<E>(
  edits: readonly E[],
  stage: (edit: E) => Promise<ActionResult<null>>,
): Promise<ActionResult<null>> {
  for (const edit of edits) {
    const result = await stage(edit)
    if (!result.ok) return result
  }
  return { ok: true, value: null }
}
