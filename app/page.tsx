import { redirect } from 'next/navigation'
import { listServerLinks } from '@/lib/server/queries/servers'
import { requirePerson } from '@/lib/server/session'

/** To the only server, or to the list of them. */
export default async function Home(): Promise<never> {
  await requirePerson()
  const servers = await listServerLinks()
  const [only] = servers
  redirect(only && servers.length === 1 ? `/servers/${only.id}` : '/servers')
}
