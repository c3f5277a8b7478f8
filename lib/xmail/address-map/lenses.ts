import type { Policy } from '@/lib/xmail/policy'
import {
  gateLayer,
  type Layer,
  relayLayer,
  ruled,
  settingsLayer,
  smtpGateLayer,
  spammerLayer,
  sparedLayer,
} from './layers'
import type { Lens, Ruled } from './outcome'

/** The tables that a lens looks at, and what they come to together. */
export interface LensRules {
  readonly layers: readonly Layer[]
  /** `found`: what each layer says of a client; null: nothing. */
  readonly judge: (found: readonly (Ruled | null)[]) => Ruled
}

const OF_CLIENTS = ['server.tab', 'smtp.ipprop.tab', 'smtp.ipmap.tab', 'spammers.tab', 'smtprelay.tab']

/** The files that decide what a lens shows. */
export const FILES_OF_LENS: Readonly<Record<Lens, readonly string[]>> = {
  client: OF_CLIENTS,
  relay: ['smtprelay.tab'],
  spammers: ['smtp.ipprop.tab', 'spammers.tab'],
  smtp: ['server.tab', 'smtp.ipprop.tab', 'smtp.ipmap.tab'],
  pop3: ['pop3.ipmap.tab'],
  ctrl: ['ctrl.ipmap.tab'],
  finger: ['finger.ipmap.tab'],
}

export function openLens(policy: Policy, lens: Lens): LensRules {
  if (lens === 'client') return openClientLens(policy)
  if (lens === 'relay')
    return {
      layers: [relayLayer(policy)],
      judge: ([relay]) => relay ?? ruled('no-relay', 'smtprelay.tab', -1),
    }
  if (lens === 'spammers')
    return {
      layers: [sparedLayer(policy), spammerLayer(policy)],
      judge: ([spared, spammer]) => spared ?? spammer ?? ruled('untouched', null, -1),
    }
  if (lens === 'smtp')
    return {
      layers: [settingsLayer(policy), sparedLayer(policy), smtpGateLayer(policy)],
      judge: ([settings, spared, gate]) =>
        settings ?? (spared && { ...spared, does: 'let-in' }) ?? gate ?? ruled('let-in', null, -1),
    }
  return {
    layers: [gateLayer(policy, lens)],
    judge: ([gate]) => gate ?? ruled('let-in', null, -1),
  }
}

/**
 * A client of SMTP that does not sign in, in XMail’s order (semantics.md 6.1, 6.3, 6.7). DNS lists, PTR names and
 * `mail-auth` of a listener are left out: they are not a matter of the address, or only the server can tell.
 */
function openClientLens(policy: Policy): LensRules {
  return {
    layers: [
      settingsLayer(policy),
      sparedLayer(policy),
      smtpGateLayer(policy),
      spammerLayer(policy),
      relayLayer(policy),
    ],
    judge: ([settings, spared, gate, spammer, relay]) => {
      if (settings) return settings
      const checks = spared ? [] : [gate, spammer].filter((each) => each != null)
      const refusal = checks.find(({ does }) => does === 'refused')
      if (refusal) return refusal
      const seconds = Math.max(0, ...checks.map((check) => check.seconds))
      const flag = checks.find(({ does }) => does === 'sign-in')
      if (flag) return { ...flag, seconds }
      if (relay) return { ...relay, seconds }
      const wait = checks.find((check) => check.does === 'waits' && check.seconds === seconds)
      if (wait) return wait
      const why = spared ?? gate
      return ruled('sends', why?.path ?? null, why?.line ?? -1)
    },
  }
}
