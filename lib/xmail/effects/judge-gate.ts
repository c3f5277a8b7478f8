import { type AddressSet, complement, type SetSize, sizeOf } from '@/lib/xmail/net'
import { foldShadows } from './reach'

/** The shortest true thing to say of an access list: how many may connect, or how many may not; as people count (`Reach`). */
export type GateVerdict =
  | { readonly kind: 'everybody' | 'nobody' }
  | { readonly kind: 'except'; readonly refused: SetSize }
  | { readonly kind: 'some'; readonly allowed: SetSize }

/** Up to a sixteenth of IPv4 and a 65,536th of IPv6 refused, the exception is what is worth saying. */
const FEW_V4 = 2 ** 28
const FEW_V6 = 1n << 112n

/** `allowed` is the set of an access list (`gateSet`). */
export function judgeGate(allowed: AddressSet): GateVerdict {
  const yes = sizeOf(foldShadows(allowed))
  const no = sizeOf(foldShadows(complement(allowed)))
  if (no.v4 === 0 && no.v6 === 0n) return { kind: 'everybody' }
  if (yes.v4 === 0 && yes.v6 === 0n) return { kind: 'nobody' }
  return no.v4 < FEW_V4 && no.v6 < FEW_V6 ? { kind: 'except', refused: no } : { kind: 'some', allowed: yes }
}
