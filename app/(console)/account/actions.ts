'use server'

import * as own from '@/lib/server/people/own-account-actions'

export async function endOwnSession(sessionId: string) {
  return own.endOwnSession({ sessionId })
}

export async function endOtherSessions() {
  return own.endOtherSessions({})
}

export async function changeOwnPassword(input: unknown) {
  return own.changeOwnPassword(input)
}
