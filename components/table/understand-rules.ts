import type { Fault } from '@/lib/errors'
import { formatNetwork, type Network } from '@/lib/xmail/net'
import type { Steps } from '@/lib/xmail/steps'
import { type MayConfirm, type RequestedLine, readRequestedLinesInSteps } from '@/lib/xmail/tables'
import { askedBy, type NetworkConfirmation } from './confirmations'

/** One answer for each network, as the table's own check gives it. */
export type CheckNetworks = (
  networks: readonly Network[],
  confirmed: readonly NetworkConfirmation[],
) => Steps<readonly (Fault | null)[]>

export interface RulesUnderstanding {
  readonly lines: readonly RequestedLine[]
  readonly problems: readonly RequestedLine[]
  /** Of all lines without a problem. */
  readonly networks: readonly Network[]
  /** What is to be confirmed, and for which networks. */
  readonly needed: readonly NetworkConfirmation[]
  readonly askedFor: string
}

export const NO_RULES: RulesUnderstanding = {
  lines: [],
  problems: [],
  networks: [],
  needed: [],
  askedFor: '',
}

/** What a list of networks comes to as rules of a table. Counts each line twice. */
export function* understandRules(
  text: string,
  check: CheckNetworks,
  may: MayConfirm,
): Steps<RulesUnderstanding> {
  const lines = yield* readRequestedLinesInSteps(text, (networks) => check(networks, []))
  yield
  const asking: { readonly line: RequestedLine; readonly name: NetworkConfirmation }[] = []
  const problems: RequestedLine[] = []
  const networks: Network[] = []
  for (const line of lines) {
    const name = askedBy(line.fault, may)
    if (name) asking.push({ line, name })
    if (line.fault && !name) problems.push(line)
    else networks.push(...line.networks)
  }
  return {
    lines,
    problems,
    networks,
    needed: [...new Set(asking.map(({ name }) => name))],
    askedFor: asking.map(({ line }) => line.networks.map(formatNetwork).join(', ')).join(', '),
  }
}
