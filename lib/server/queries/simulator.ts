import 'server-only'
import { headers } from 'next/headers'
import { type Fault, ok, type Result } from '@/lib/errors'
import { parseAddress } from '@/lib/xmail/net'
import {
  type ExampleFacts,
  findExamples,
  type QuestionForm,
  readQuestion,
  type SimulatorAnswer,
} from '@/lib/xmail/simulator'
import { clientAddress } from '../client-address'
import { requirePermission } from '../require-permission'
import { answerQuestion } from '../simulator/answer-question'
import { draftKeyOf } from '../simulator/draft-key'
import { getReadings } from '../simulator/get-readings'
import type { LiveReading } from '../simulator/policy-pair'
import { readOwnDraft } from './draft'

export interface SimulatorPageData {
  readonly facts: ExampleFacts
  /** The address that this page was asked for from; null where it is not known. */
  readonly ownAddress: string | null
}

/** Reads a server's files anew for the simulator. Errors: those of reading. */
export async function readSimulatorPage(serverId: string): Promise<Result<SimulatorPageData>> {
  await requirePermission('server.read', serverId)
  const reading = await (await getReadings()).get(serverId, Number.POSITIVE_INFINITY)
  if (!reading.ok) return reading
  const own = clientAddress(await headers())
  return ok({
    facts: await readFacts(reading.value),
    ownAddress: parseAddress(own).ok ? own : null,
  })
}

/** Examples are a help: a file that cannot be read only makes them less real. */
async function readFacts({ document }: LiveReading): Promise<ExampleFacts> {
  const paths = ['smtprelay.tab', 'domains.tab', 'mailusers.tab', 'server.tab']
  const read = (path: string) =>
    document(path).then(
      (doc) => [path, doc] as const,
      () => [path, null] as const,
    )
  const docs = new Map(await Promise.all(paths.map(read)))
  return findExamples((path) => docs.get(path) ?? null)
}

/**
 * Answers a question by files that were read at `since` (milliseconds since the epoch) or later. Errors: the faults of
 * the question's fields, the first one; those of reading.
 */
export async function readSimulatorAnswer(
  serverId: string,
  form: QuestionForm,
  since: number,
): Promise<Result<SimulatorAnswer>> {
  const person = await requirePermission('server.read', serverId)
  const read = readQuestion(form)
  if (!read.ok) return { ok: false, error: firstFault(Object.values(read.faults)) }
  const draft = await readOwnDraft(serverId)
  if (!draft.ok) return draft
  const reading = await (await getReadings()).get(serverId, since)
  if (!reading.ok) return reading
  const { edits } = draft.value
  const key = draftKeyOf(person, edits)
  return answerQuestion(reading.value, { key, edits }, read.question)
}

function firstFault([first]: readonly Fault[]): Fault {
  return first ?? { code: 'INPUT_INVALID' }
}
