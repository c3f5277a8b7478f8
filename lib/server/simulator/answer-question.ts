import { ok, type Result } from '@/lib/errors'
import type { Policy, ReadingPolicy } from '@/lib/xmail/policy'
import {
  askPolicy,
  findDifferences,
  type Question,
  type ShownAnswers,
  type SimulatorAnswer,
  showAnswers,
} from '@/lib/xmail/simulator'
import { UnreadableFile } from '../probe/server-policy'
import type { Draft, LiveReading } from './policy-pair'

/** Errors: the fault of a file that the answer depends on and that cannot be read. */
export async function answerQuestion(
  reading: LiveReading,
  draft: Draft,
  question: Question,
): Promise<Result<SimulatorAnswer>> {
  try {
    const live = await ask(reading.policy, question)
    const drafted = reading.withDraft(draft)
    if (!drafted) return ok({ live, draft: null, takenAt: reading.takenAt })
    const answers = await ask(drafted.policy, question)
    const changes = findDifferences(live, answers)?.length !== 0
    return ok({ live, draft: { answers, changes, stale: drafted.stale }, takenAt: reading.takenAt })
  } catch (error) {
    if (error instanceof UnreadableFile) return { ok: false, error: error.fault }
    throw error
  }
}

async function ask(policy: ReadingPolicy, question: Question): Promise<ShownAnswers> {
  const decision = await policy.decide((files: Policy) => askPolicy(files, question))
  const { shown } = await policy.decide((files: Policy) => ({
    kind: 'shown' as const,
    shown: showAnswers(files, decision),
  }))
  return shown
}
