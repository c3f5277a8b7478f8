'use server'

import * as undo from '@/lib/server/undo/undo-actions'

export async function stageUndo(
  serverId: string,
  revisionId: string,
  goal: 'undo' | 'restore',
  input: { seen: Record<string, string | null>; choices: Record<string, ('leave' | 'before')[]> },
) {
  return undo.stageUndo({ ...input, serverId, revisionId, goal })
}
