import type { Address } from './address'
import { readDottedQuad } from './ipv4'
import { readIpv6 } from './ipv6'

/**
 * What getaddrinfo makes of a name in an address field. `legacy`: an address, but not in the form that people write
 * (`10.1`, `0x7f.1`, `010.0.0.1`). `hostName`: only the server's resolver can tell. Null: never an address.
 */
export type ResolverReading =
  | { readonly address: Address; readonly legacy: boolean }
  | { readonly hostName: true }
  | null

/** What XMail's resolver takes on reading (semantics.md 2.1). Understood and marked; never written. */
export function readResolverAddress(text: string): ResolverReading {
  const quad = readDottedQuad(text)
  if (quad !== null) return { address: { version: 4, bits: quad }, legacy: false }
  const aton = readInetAton(text)
  if (aton !== null) return { address: { version: 4, bits: aton }, legacy: true }
  if (text.includes(':')) return readNumericIpv6(text)
  return isHostName(text) ? { hostName: true } : null
}

/**
 * inet_aton as glibc has it, and without anything after the number: one to four parts, each decimal, octal (leading 0)
 * or hex (leading 0x); the last part fills the bytes that are left.
 */
function readInetAton(text: string): number | null {
  const parts = text.split('.')
  if (parts.length > 4) return null
  const values = parts.map(readCNumber)
  let bits = 0
  for (const [index, value] of values.entries()) {
    if (value === null) return null
    const last = index === values.length - 1
    const limit = last ? 256 ** (4 - index) : 256
    if (value >= limit) return null
    bits += last ? value : value * 256 ** (3 - index)
  }
  return bits
}

function readCNumber(text: string): number | null {
  if (/^0[xX][0-9A-Fa-f]+$/.test(text)) return Number.parseInt(text.slice(2), 16)
  if (/^0[0-7]*$/.test(text)) return Number.parseInt(text, 8)
  return /^[1-9][0-9]*$/.test(text) ? Number.parseInt(text, 10) : null
}

function readNumericIpv6(text: string): ResolverReading {
  const percent = text.indexOf('%')
  const bits = readIpv6(percent < 0 ? text : text.slice(0, percent))
  if (bits === null) return null
  if (percent < 0) return { address: { version: 6, bits }, legacy: false }
  const zone = text.slice(percent + 1)
  // XMail compares addresses without their zone, so a numeric one changes nothing.
  if (/^\d{1,10}$/.test(zone) && Number(zone) <= 0xffffffff)
    return { address: { version: 6, bits }, legacy: true }
  // The name of a network interface: whether it exists, only the server knows.
  return bits >> 118n === 0x3fan && /^[\w.-]{1,15}$/.test(zone) ? { hostName: true } : null
}

/** A name that a resolver could know: labels of letters, digits, `-` and `_`, and a last label that is no number. */
function isHostName(text: string): boolean {
  if (text.length > 254) return false
  const labels = (text.endsWith('.') ? text.slice(0, -1) : text).split('.')
  const last = labels.at(-1) ?? ''
  return (
    labels.every((label) => /^[A-Za-z0-9_-]{1,63}$/.test(label)) && !/^(\d+|0[xX][0-9A-Fa-f]*)$/.test(last)
  )
}
