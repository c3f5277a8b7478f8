import type { VariableState } from '@/lib/xmail/effects'

/** Says a key of the `effects` namespace, on a page or on a command line. */
export type TellEffect = (key: string, values?: Readonly<Record<string, string | number>>) => string

/** Name of a setting in words; those of SmtpConfig and of each of its listeners are the same. */
export function wordsOfSetting(tell: TellEffect, name: string): string {
  return tell(`variable_${name.startsWith('SmtpConfig') ? 'SmtpConfig' : name}`)
}

/** What a setting comes to, in words. Null: it is not set. */
export function wordsOfState(tell: TellEffect, state: VariableState | null): string {
  switch (state?.kind) {
    case undefined:
      return tell('notSet')
    case 'switch':
      return tell(state.on ? 'on' : 'off')
    case 'letters':
      return tell(state.letters.includes('R') ? 'lettersRelay' : 'lettersNoRelay', {
        letters: state.letters || '–',
      })
    case 'does':
      return wordsOfDeed(tell, state)
    case 'zones':
      if (state.zones.length === 0) return tell('noZones')
      return state.zones.map((zone) => `${zone.zone} (${wordsOfDeed(tell, zone)})`).join(', ')
    case 'config':
      return tell(`needs${nameNeeds(state)}`)
    case 'methods':
      if (state.methods === null) return tell('allMethods')
      return state.methods.join(', ') || tell('noMethods')
  }
}

function wordsOfDeed(tell: TellEffect, { does, seconds }: { does: string; seconds: number }): string {
  return tell(`does_${does}`, { seconds })
}

function nameNeeds({ mailAuth, wantTls }: { mailAuth: boolean; wantTls: boolean }): string {
  if (mailAuth && wantTls) return 'Both'
  if (mailAuth) return 'Auth'
  return wantTls ? 'Tls' : 'Nothing'
}
