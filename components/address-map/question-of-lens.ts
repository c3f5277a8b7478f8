import type { Lens } from '@/lib/xmail/address-map'
import { simulatorAddress } from '@/lib/xmail/simulator'

/** A message that nobody here sends or gets: whether it goes through hangs on the client alone. */
const ABROAD = { from: 'somebody@elsewhere.example', to: 'friend@elsewhere.example' }

/** The address of the simulator with what a lens asks of a client filled in. */
export function questionOfLens(base: string, lens: Lens, client: string): string {
  const isService = lens === 'pop3' || lens === 'ctrl' || lens === 'finger'
  return simulatorAddress(base, isService ? { service: lens, client } : { client, ...ABROAD })
}
