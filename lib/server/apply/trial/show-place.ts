import type { ServiceAddress } from '@/lib/xmail/services'

/** `host:port`, an address of IPv6 in brackets. */
export function showPlace({ host, port }: ServiceAddress): string {
  return `${host.includes(':') ? `[${host}]` : host}:${port}`
}
