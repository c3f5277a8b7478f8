import type { Fault } from '@/lib/errors'
import { type AddressFilter, filterOfNetwork, formatNetwork, type Network } from '@/lib/xmail/net'
import { finish, type Steps } from '@/lib/xmail/steps'
import { checkHoles } from './check-network'
import { checkReach, checkRulesDecideInSteps } from './check-rules'
import type { SpammersAction, SpammersRow } from './spammers'

/** `many-addresses`: that a wide network is turned away; `netmask-holes` as for relay networks. */
export const SPAMMERS_CONFIRMATIONS = ['many-addresses', 'netmask-holes'] as const
export type SpammersConfirmation = (typeof SPAMMERS_CONFIRMATIONS)[number]

export interface ParsedSpammersRule {
  readonly network: Network
  readonly action: SpammersAction
}

/**
 * Whether rules may come behind these rows; one answer for each, null where it may. Errors: those of `checkRulesDecideInSteps`;
 * unless confirmed NETWORK_REACHES_MANY {network, addresses} for one that turns away, NETMASK_HOLES {network}.
 */
export function checkSpammersRules(
  before: readonly SpammersRow[],
  rules: readonly ParsedSpammersRule[],
  confirmed: readonly SpammersConfirmation[] = [],
): (Fault | null)[] {
  return finish(checkSpammersRulesInSteps(before, rules, confirmed))
}

export function* checkSpammersRulesInSteps(
  before: readonly SpammersRow[],
  rules: readonly ParsedSpammersRule[],
  confirmed: readonly SpammersConfirmation[] = [],
): Steps<(Fault | null)[]> {
  const decide = yield* checkRulesDecideInSteps(
    before,
    (row) => outcomeOf(row.action),
    rules.map(({ network, action }) => ({ network, outcome: outcomeOf(action) })),
  )
  yield
  const holesMeant = confirmed.includes('netmask-holes') ? (['netmask-holes'] as const) : []
  return rules.map(({ network, action }, i) => {
    const reach = checkTurnedAway(filterOfNetwork(network), formatNetwork(network), action, confirmed)
    return decide[i] ?? reach ?? checkHoles(network, holesMeant)
  })
}

/** NETWORK_REACHES_MANY for a rule that turns away more than anybody means to, unless confirmed. */
export function checkTurnedAway(
  filter: AddressFilter,
  network: string,
  action: SpammersAction | null,
  confirmed: readonly SpammersConfirmation[],
): Fault | null {
  // A delay keeps nobody out.
  if (action?.kind === 'delay' || confirmed.includes('many-addresses')) return null
  return checkReach(filter, network)
}

function outcomeOf(action: SpammersAction | null): string {
  return action?.kind === 'delay' ? `delay ${action.seconds}` : (action?.kind ?? '')
}
