import 'server-only'
import { getContainer } from '../container'
import { createJudgedFindings, type JudgedFindings } from './judged-findings'

/** On globalThis for the container's reason: each page has its own copy of this module. */
const KEY = Symbol.for('mailroot-console.judged-findings')
const holder = globalThis as { [KEY]?: JudgedFindings }

export async function getJudgedFindings(): Promise<JudgedFindings> {
  const { now } = await getContainer()
  holder[KEY] ??= createJudgedFindings(now)
  return holder[KEY]
}
