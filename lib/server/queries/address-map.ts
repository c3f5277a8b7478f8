import 'server-only'
import { ok, type Result } from '@/lib/errors'
import { type AddressMap, type Lens, type MapAnswer, makeAddressMap } from '@/lib/xmail/address-map'
import type { ReadingPolicy } from '@/lib/xmail/policy'
import { UnreadableFile } from '../probe/server-policy'
import { requirePermission } from '../require-permission'
import { draftKeyOf } from '../simulator/draft-key'
import { getReadings } from '../simulator/get-readings'
import { readOwnDraft } from './draft'

/** A lens as the files are and, where the person has a draft, as it would make them. */
export interface MapReading {
  readonly live: AddressMap
  /** Null: the draft is empty. */
  readonly draft: AddressMap | null
  /** Milliseconds since the epoch. */
  readonly takenAt: number
}

/**
 * Makes the map of a lens of files that were read at `since` (milliseconds since the epoch) or later. No table of a lens
 * holds secrets. Errors: those of reading, of the draft, of a file of the lens that cannot be read.
 */
export async function readAddressMap(
  serverId: string,
  lens: Lens,
  since: number,
): Promise<Result<MapReading>> {
  const person = await requirePermission('server.read', serverId)
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const reading = await (await getReadings()).get(serverId, since)
  if (!reading.ok) return reading
  const { edits } = draft.value
  const key = draftKeyOf(person, edits)
  const drafted = reading.value.withDraft({ key, edits })
  try {
    return ok({
      live: await mapOf(reading.value.policy, lens),
      draft: drafted && (await mapOf(drafted.policy, lens)),
      takenAt: reading.value.takenAt,
    })
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, error: error.fault }
    throw error
  }
}

async function mapOf(policy: ReadingPolicy, lens: Lens): Promise<AddressMap> {
  const { map } = await policy.decide<Extract<MapAnswer, { kind: 'map' }>>((files) =>
    makeAddressMap(files, lens),
  )
  return map
}
