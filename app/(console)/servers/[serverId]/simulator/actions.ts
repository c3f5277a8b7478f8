'use server'

import * as simulator from '@/lib/server/simulator/simulator-actions'
import type { QuestionForm } from '@/lib/xmail/simulator'

export async function askSimulator(serverId: string, form: QuestionForm, since: number | null) {
  return simulator.askSimulator({ serverId, form, since })
}
