import type { Lens } from '@/lib/xmail/address-map'
import type { Effects, SetEffect } from '@/lib/xmail/effects'

/** The maps that show what a change means, by the tables where addresses of IPv4 gain or lose. None: there is nothing to draw. */
export function lensesOfChange({ relay, relayOutcome, smtp, gates }: Effects): Lens[] {
  const ofSmtp = smtp ? [smtp.refused, smtp.signInOnly, ...smtp.waits] : []
  const beyond = relayOutcome ? [relayOutcome.freed, relayOutcome.barred] : []
  const services = gates.filter(({ account, ...gate }) => account === null && isDrawn(gate))
  return [
    ...(relay && isDrawn(relay) ? (['relay'] as const) : []),
    ...(ofSmtp.some(isDrawn) || beyond.some(({ v4 }) => v4 > 0) ? (['client'] as const) : []),
    ...services.map(({ service }) => service),
  ]
}

function isDrawn({ gained, lost }: Pick<SetEffect, 'gained' | 'lost'>): boolean {
  return gained.v4 > 0 || lost.v4 > 0
}
