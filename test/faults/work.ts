import { findRevision } from '@/lib/db/revisions'
import type { Result } from '@/lib/errors'
import type { Person } from '@/lib/people/person'
import { applyDraft } from '@/lib/server/apply/apply-draft'
import type { OpenConsole } from './console'

/** What a console is to do while the trouble comes. Plain data: another process may be the one that does it. */
export type Work =
  | {
      readonly phase: 'apply'
      readonly serverId: string
      readonly person: Person
      readonly version: number
      readonly base: Readonly<Record<string, string | null>>
    }
  | { readonly phase: 'put-back'; readonly revisionId: string }

/** How long an apply may take here before it is called stuck. */
const STUCK_MS = 60_000

/** Applies the draft and waits for how it ended, or has the watch put back what nobody has kept. */
export async function doWork(
  console: OpenConsole,
  work: Work,
  passTime: (ms: number) => void,
): Promise<Result<unknown> | null> {
  if (work.phase === 'put-back') {
    for (let looks = 0; looks < 3; looks++) {
      await console.look()
      passTime(5_000)
    }
    return null
  }
  const { phase: _, ...input } = work
  const begun = await applyDraft(console, { ...input, reason: 'fault injection' })
  if (!begun.ok) return begun
  const { revisionId } = begun.value
  for (const until = Date.now() + STUCK_MS; Date.now() < until; ) {
    const revision = await findRevision(console.records, revisionId)
    if (revision && revision.state !== 'applying') return begun
    await new Promise((done) => setTimeout(done, 5))
  }
  throw new Error('an apply does not come to an end')
}
