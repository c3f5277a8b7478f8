import { err, ok, type Result } from '@/lib/errors'
import { formatNetwork, networksOf, understandNetworks } from '@/lib/xmail/net'
import type { IpmapRule } from './ipmap-edit'

/** The three lists of the administrators' guide. `only` takes the network that may connect, as a person writes it. */
export type IpmapPreset = { kind: 'everyone' } | { kind: 'nobody' } | { kind: 'only'; network: string }

const THIS_COMPUTER = ['127.0.0.0/8', '::1/128'] as const

const all = (permission: IpmapRule['permission']): IpmapRule[] => [
  { network: '0.0.0.0/0', permission, precedence: 1 },
  { network: '::/0', permission, precedence: 1 },
]

/**
 * The rules of such a list, with IPv6: in the guide `0.0.0.0` alone leaves every IPv6 client allowed, since a client that
 * no rule matches may connect (semantics.md 2.2, 2.3). Errors: those of understanding a network; ADDRESS_EMPTY where it is
 * not one.
 */
export function rulesOfPreset(preset: IpmapPreset): Result<IpmapRule[]> {
  if (preset.kind !== 'only') return ok(all(preset.kind === 'everyone' ? 'ALLOW' : 'DENY'))
  const [entry, ...others] = understandNetworks(preset.network)
  if (!entry || others.length > 0) return err('ADDRESS_EMPTY')
  if (!entry.result.ok) return entry.result
  const networks = [...THIS_COMPUTER, ...networksOf(entry.result.value).map(formatNetwork)]
  const allowed = networks.map(
    (network, i): IpmapRule => ({ network, permission: 'ALLOW', precedence: i + 2 }),
  )
  return ok([...all('DENY'), ...allowed])
}
