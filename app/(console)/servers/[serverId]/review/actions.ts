'use server'

import * as changes from '@/lib/server/apply/apply-actions'
import * as draft from '@/lib/server/draft/draft-actions'
import * as handOver from '@/lib/server/draft/hand-over-actions'

export async function applyDraft(
  serverId: string,
  input: {
    reason: string
    version: number
    base: Record<string, string | null>
    pinsNew?: boolean
    override?: { reason: string; assertions: string[] }
  },
) {
  return changes.applyDraft({ ...input, serverId })
}

export async function resolveDraft(
  serverId: string,
  input: {
    version: number
    now: Readonly<Record<string, string | null>>
    choices: { edit: number; choice: 'mine' | 'theirs' }[]
  },
) {
  return draft.resolveOwnDraft({ ...input, serverId })
}

export async function nameDraft(serverId: string, name: string) {
  return handOver.nameOwnDraft({ serverId, name })
}

export async function handDraftOver(serverId: string, to: string | null) {
  return handOver.handOwnDraftOver({ serverId, to })
}

export async function acceptDraft(serverId: string, input: { from: string; version: number }) {
  return handOver.acceptOfferedDraft({ ...input, serverId })
}

export async function declineDraft(serverId: string, from: string) {
  return handOver.declineOfferedDraft({ serverId, from })
}

export async function throwDraftAway(serverId: string) {
  return draft.throwDraftAway({ serverId })
}

export async function lookAgain(serverId: string, revisionId: string) {
  return changes.lookAgain({ serverId, revisionId })
}

export async function keepChange(serverId: string, revisionId: string) {
  return changes.keepChange({ serverId, revisionId })
}

export async function putChangeBack(serverId: string, revisionId: string) {
  return changes.putChangeBack({ serverId, revisionId })
}

export async function letChangeStand(serverId: string, revisionId: string) {
  return changes.letChangeStand({ serverId, revisionId })
}
