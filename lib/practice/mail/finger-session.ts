import { answerFinger, decideFinger, type ServiceAnswer } from '@/lib/xmail/policy'
import { decideNow, hearLine, type MailClient, PRACTICE_WORLD } from './client'

/** One FINGER client: the gate, one query, one answer (semantics.md 10.1). The caller closes. */
export async function runFingerSession(client: MailClient): Promise<void> {
  const gate = await decideNow<{ readonly kind: string; readonly answer?: ServiceAnswer }>(client, (policy) =>
    decideFinger(policy, { client: client.peer }, PRACTICE_WORLD),
  )
  if (gate.answer?.verdict !== 'accepted') return
  const query = await hearLine(client)
  if (query === null) return
  const answer = await decideNow<{ readonly kind: string; readonly value?: readonly string[] }>(
    client,
    (policy) => answerFinger(policy, query),
  )
  await client.connection.send((answer.value ?? []).map((line) => `${line}\r\n`).join(''))
}
