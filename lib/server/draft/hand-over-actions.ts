import 'server-only'
import { z } from 'zod'
import { declineOffer, markDraft } from '@/lib/db/draft-offers'
import { err } from '@/lib/errors'
import { action } from '../action'
import { getContainer } from '../container'
import { acceptDraft } from './accept-draft'
import { listTakers } from './list-takers'

const id = z.string().min(1).max(100)

/** Names one's own draft; '' takes the name away. Error: NOT_FOUND. */
export const nameOwnDraft = action({
  input: z.object({ serverId: id, name: z.string().trim().max(100) }),
  can: 'draft.edit',
  name: 'draft.name',
  run: async ({ input: { serverId, name }, actor }) =>
    markDraft((await getContainer()).records, { serverId, userId: actor.id }, { name: name || null }),
})

/** Offers one's own draft to another person; null takes the offer back. Error: NOT_FOUND (no such draft, or person). */
export const handOwnDraftOver = action({
  input: z.object({ serverId: id, to: id.nullable() }),
  can: 'draft.edit',
  name: 'draft.hand-over',
  detail: ({ to }) => ({ to }),
  run: async ({ input: { serverId, to }, actor }) => {
    const { records } = await getContainer()
    const takers = await listTakers(records, serverId, actor.id)
    if (to !== null && !takers.some((taker) => taker.id === to)) return err('NOT_FOUND')
    return markDraft(records, { serverId, userId: actor.id }, { offered_to: to })
  },
})

/** Takes an offered draft over. Errors: those of `acceptDraft`. */
export const acceptOfferedDraft = action({
  input: z.object({ serverId: id, from: id, version: z.number().int() }),
  can: 'draft.edit',
  name: 'draft.accept',
  detail: ({ from }) => ({ from }),
  run: async ({ input, actor }) => acceptDraft(await getContainer(), { ...input, person: actor }),
})

/** Leaves an offered draft with whom it is. Error: NOT_FOUND. */
export const declineOfferedDraft = action({
  input: z.object({ serverId: id, from: id }),
  can: 'draft.edit',
  name: 'draft.decline',
  detail: ({ from }) => ({ from }),
  run: async ({ input: { serverId, from }, actor }) =>
    declineOffer((await getContainer()).records, { serverId, userId: from }, actor.id),
})
