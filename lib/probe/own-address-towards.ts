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
      socket.once('error', reject)
      socket.connect(port, host, resolve)
    })
    const address = parseAddress(socket.address().address)
    return address.ok ? address.value : null
  } catch {
    return null
  } finally {
    socket.close()
  }
}
