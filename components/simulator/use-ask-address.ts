'use client'

import { useParams } from 'next/navigation'
import { firstClientOf, simulatorAddress } from '@/lib/xmail/simulator'
import type { FilterRow } from '@/lib/xmail/tables'

type Row = Pick<FilterRow, 'address' | 'size'>

/** A message that nobody here sends or gets: whether it goes through hangs on the client alone. */
const ABROAD = { from: 'somebody@elsewhere.example', to: 'friend@elsewhere.example' }

/** The address of the simulator with a client of a row filled in. Null: the row is a host name. */
export function useRelayQuestion(): (row: Row) => string | null {
  const base = useBase()
  return (row) => {
    const client = firstClientOf(row)
    return client === null ? null : simulatorAddress(base, { client, ...ABROAD })
  }
}

/** The same for the access list of the page that is open: of a service, or of one account for POP3. */
export function useAccessQuestion(): (row: Row) => string | null {
  const base = useBase()
  const { service, domain, user } = useParams()
  return (row) => {
    const client = firstClientOf(row)
    if (client === null) return null
    if (typeof user === 'string' && typeof domain === 'string')
      return simulatorAddress(base, {
        service: 'pop3-user',
        client,
        user: `${decode(user)}@${decode(domain)}`,
      })
    return simulatorAddress(base, { service: String(service), client })
  }
}

function useBase(): string {
  const { serverId } = useParams()
  return `/servers/${String(serverId)}`
}

/** Parts of an address come as they stand in it. One that nobody can decode is of no account. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
