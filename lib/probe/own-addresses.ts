import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'

/** More than these of one machine's addresses are not tried. */
const MAX_ADDRESSES = 8

type Interfaces = Readonly<
  Record<string, readonly Pick<NetworkInterfaceInfo, 'address' | 'family' | 'internal'>[] | undefined>
>

/**
 * This machine's own addresses from which a remote one can be reached, `first` before all others: those of its family,
 * loopback only to loopback, and none that mean nothing without a zone.
 */
export function ownAddresses(
  remoteAddress: string,
  first: string,
  interfaces: Interfaces = networkInterfaces(),
): readonly string[] {
  const family = remoteAddress.includes(':') ? 'IPv6' : 'IPv4'
  const toLoopback = isLoopback(remoteAddress)
  const usable = Object.values(interfaces).flatMap((each) =>
    (each ?? [])
      .filter((own) => own.family === family && !/^fe80:/i.test(own.address) && (toLoopback || !own.internal))
      .map((own) => own.address),
  )
  return [...new Set([first, ...usable])].slice(0, MAX_ADDRESSES)
}

function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.')
}
