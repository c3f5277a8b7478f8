import type { Effects } from './compare-mail-roots'
import { isNobody, type SetEffect } from './plain-reach'
import type { BlockEffect } from './smtp-outcome'

/** Whether a change lets anybody in or out of anything that they may not now, and whether it keeps anybody from it. */
export interface Direction {
  readonly opens: boolean
  readonly closes: boolean
}

/**
 * What cannot be told from sets (rows with host names, letters of an account that come and go, another password) is taken
 * for both.
 */
export function directionOf(effects: Effects): Direction {
  const { relay, relayOutcome, customDomains, smtp, spammers, gates, whitelist } = effects
  const parts: readonly Direction[] = [
    ...[relay, ...gates, ...whitelist].flatMap((set) => (set ? [ofSet(set)] : [])),
    ...[smtp, spammers].flatMap((block) => (block ? [ofBlock(block)] : [])),
    {
      opens: relayOutcome ? !isNobody(relayOutcome.freed) : false,
      closes: relayOutcome ? !isNobody(relayOutcome.barred) : false,
    },
    ofLists(customDomains?.gained, customDomains?.lost),
    ofNames(effects),
    ...effects.variables.map(({ direction }) => ({
      opens: direction !== 'closes',
      closes: direction !== 'opens',
    })),
  ]
  return { opens: parts.some(({ opens }) => opens), closes: parts.some(({ closes }) => closes) }
}

function ofSet({ gained, lost, partial }: SetEffect): Direction {
  return { opens: partial || !isNobody(gained), closes: partial || !isNobody(lost) }
}

/** Whoever is refused, has to sign in or waits may less. */
function ofBlock({ refused, signInOnly, waits }: BlockEffect): Direction {
  const all = [refused, signInOnly, ...waits].map(ofSet)
  return { opens: all.some(({ closes }) => closes), closes: all.some(({ opens }) => opens) }
}

function ofNames({ hostNames, senders, accounts, externalAuth }: Effects): Direction {
  const parts: readonly Direction[] = [
    ofLists(hostNames?.gained, hostNames?.lost),
    {
      opens: Boolean(hostNames?.namesRequired.before && !hostNames.namesRequired.after),
      closes: Boolean(hostNames?.namesRequired.after && !hostNames.namesRequired.before),
    },
    ofLists(senders?.admitted, senders?.refused),
    // While a program answers, XMail's own accounts do not; what it accepts gets no permissions.
    ofLists(externalAuth?.ends, externalAuth?.begins),
    ...accounts.map(({ before, after, passwordChanged }) => ({
      opens: passwordChanged || hasMore(after, before),
      closes: passwordChanged || hasMore(before, after),
    })),
  ]
  return { opens: parts.some(({ opens }) => opens), closes: parts.some(({ closes }) => closes) }
}

function ofLists(more: readonly unknown[] = [], less: readonly unknown[] = []): Direction {
  return { opens: more.length > 0, closes: less.length > 0 }
}

/** Letters that one side has and the other does not; to be there at all is more than not to be. */
function hasMore(letters: string | null, than: string | null): boolean {
  if (letters === null) return false
  return than === null || [...letters].some((letter) => !than.includes(letter))
}
