import { err, ok, type Result } from '@/lib/errors'
import { formatPrefix, type Prefix, parseAddress, parsePrefix, prefixOf } from '@/lib/xmail/net'

/** A prefix of IPv4: its first address and its length, 0 to 32. */
export interface Block {
  readonly start: number
  readonly length: number
}

export const ALL_OF_IPV4: Block = { start: 0, length: 0 }

export function sizeOfBlock({ length }: Pick<Block, 'length'>): number {
  return 2 ** (32 - length)
}

/** The first address behind a block; 2^32 behind the last one. */
export function endOfBlock(block: Block): number {
  return block.start + sizeOfBlock(block)
}

/** The block of this length that an address is in. */
export function blockAt(address: number, length: number): Block {
  const size = sizeOfBlock({ length })
  return { start: Math.floor(address / size) * size, length }
}

export function holdsBlock(outer: Block, inner: Block): boolean {
  return outer.length <= inner.length && blockAt(inner.start, outer.length).start === outer.start
}

export function formatBlock({ start, length }: Block): string {
  return formatPrefix({ address: { version: 4, bits: start }, length })
}

/**
 * What somebody types to go there: `10.0.0.0/8`, one address, or one with a length behind it (`10.1.2.3/8`), which means the
 * network that it is in. Errors: those of `parsePrefix`; NOT_IN_THE_PICTURE {network} for IPv6.
 */
export function readBlock(text: string): Result<Block> {
  const typed = text.trim()
  const address = typed.includes('/') ? null : parseAddress(typed)
  if (address && !address.ok) return address
  const whole: Result<Prefix> = address
    ? ok(prefixOf(address.value, address.value.version === 4 ? 32 : 128))
    : parsePrefix(typed)
  const prefix = whole.ok ? whole : withoutHostBits(typed, whole)
  if (!prefix.ok) return prefix
  const { address: first, length } = prefix.value
  if (first.version === 6) return err('NOT_IN_THE_PICTURE', { network: formatPrefix(prefix.value) })
  return ok({ start: first.bits, length })
}

function withoutHostBits(typed: string, read: Result<Prefix> & { ok: false }): Result<Prefix> {
  if (read.error.code !== 'PREFIX_HOST_BITS') return read
  const [text = '', length] = typed.split('/')
  const address = parseAddress(text)
  return address.ok ? ok(prefixOf(address.value, Number(length))) : read
}
