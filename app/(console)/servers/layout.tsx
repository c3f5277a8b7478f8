import type { ReactNode } from 'react'
import { requirePerson } from '@/lib/server/session'

/** Nothing below /servers is shown to anyone who is not signed in; the queries and actions check it again. */
export default async function ConsoleLayout({ children }: { children: ReactNode }) {
  await requirePerson()
  return children
}
