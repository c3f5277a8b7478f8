import 'server-only'
import { headers } from 'next/headers'
import { getContainer } from '../container'
import { listOwnSessions } from '../people/own-account'
import { requirePermission } from '../require-permission'

/** Oneself, and where one is signed in. */
export async function readOwnSessions() {
  const { name, email } = await requirePermission('account.own')
  return { name, email, sessions: await listOwnSessions(await getContainer(), await headers()) }
}
