import { createSocket } from 'node:dgram'
import { type Address, parseAddress } from '@/lib/xmail/net'

/**
 * The address of this computer that connections to a host leave from; null: it cannot be told. Asks the routing table
 * alone: nothing is sent. Behind a translation of addresses the server sees another one.
 */
export async function ownAddressTowards(host: string, port: number): Promise<Address | null> {
  const family = host.includes(':') ? 'udp6' : 'udp4'
  const socket = createSocket(family)
  try {
    await new Promise<void>((resolve, reject) => {
      // A callback given to connect would get the failure instead, and the address would be 0.0.0.0.
      socket.once('error', reject)
      socket.once('connect', resolve)
      socket.connect(port, host)
    })
    const address = parseAddress(socket.address().address)
    return address.ok ? address.value : null
  } catch {
    return null
  } finally {
    socket.close()
  }
}
