import { compareGate, compareRelay, describeReach, type Reach, relaySet } from '@/lib/xmail/effects'
import type { FileChange, Plan } from './plan'

/** What a Plan means in addresses: for relay, and for each access list that it touches. */
export interface Meaning {
  readonly relay: RelayMeaning | null
  readonly gates: readonly GateMeaning[]
}

export interface Comparison {
  readonly gained: Reach
  readonly lost: Reach
  /** Rows whose reach cannot be listed (host names, scattered masks) were left out on one side or both. */
  readonly partial: boolean
}

export interface RelayMeaning extends Comparison {
  readonly after: Reach
}

export interface GateMeaning extends Comparison {
  /** The file, e.g. `smtp.ipmap.tab`. */
  readonly path: string
}

export function describeMeaning(plan: Plan): Meaning {
  const relay = plan.files.find((file) => file.path === 'smtprelay.tab')
  const gates = plan.files.filter((file) => file.path.endsWith('.ipmap.tab'))
  return { relay: relay ? relayMeaning(relay) : null, gates: gates.map(gateMeaning) }
}

function relayMeaning(file: FileChange): RelayMeaning {
  const { gained, lost, partial } = compareRelay(file.beforeDocument, file.afterDocument)
  const after = relaySet(file.afterDocument)
  return {
    gained: describeReach(gained),
    lost: describeReach(lost),
    partial,
    after: describeReach(after.set),
  }
}

function gateMeaning(file: FileChange): GateMeaning {
  const { gained, lost, partial } = compareGate(file.beforeDocument, file.afterDocument)
  return { path: file.path, gained: describeReach(gained), lost: describeReach(lost), partial }
}
