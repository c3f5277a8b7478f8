import type { Dice } from './dice'
import type { Place, PlaceName } from './places/place'
import type { Scenario } from './scenario'
import type { OnWrite } from './watch-writes'
import type { WirePoint } from './wire'

/** The moment at which a console dies. */
export type Death =
  | { readonly write: number; readonly when: 'before' | 'after' }
  | { readonly wire: WirePoint }
  | { readonly afterMs: number }

/** One trouble of one run, drawn and ready. */
export interface Trouble {
  /** What it is and when it comes, for whoever repeats the run. */
  readonly says: string
  /** Whom the tables belong to, and as whom the console signs in where it is asked. Left out: root. */
  readonly owner?: 'nobody'
  /** How long one call to the server may take. Left out: long enough. */
  readonly callMs?: number
  /** From now on it may come. */
  begin(): void
  /** The console is about to write to its database, or has. */
  readonly onWrite?: OnWrite
  /** The console runs in a process of its own, and dies. */
  readonly death?: Death
  /** The server may have more on its way than it has done: it is given time before it is looked at. */
  readonly leavesWork?: true
  /** Moves the clock that the console is told. */
  readonly clockOffsetMs?: () => number
  /** Whether it has come. */
  struck(): boolean
  /** It is over. */
  lift(): void
}

/** A kind of trouble, one file each. */
export interface Kind {
  readonly name: string
  readonly places: readonly PlaceName[]
  /** How many runs of a round are of this kind: more where there are more moments at which it may come. */
  readonly weight: number
  /** Why it cannot be had on this machine; null: it can. */
  missing?(place: Place): string | null
  draw(dice: Dice, place: Place, scenario: Scenario): Trouble
}

/** A trouble that comes at the n-th write to the console's database, counted from `begin`. */
export function atWrite(
  dice: Dice,
  scenario: Scenario,
  { strike, lift, ...rest }: Pick<Trouble, 'says' | 'owner' | 'callMs'> & { strike(): void; lift(): void },
): Trouble {
  const at = drawWrite(dice, scenario)
  let base: number | null = null
  let hasStruck = false
  return {
    ...rest,
    says: `${rest.says}, at write ${at}`,
    begin: () => {
      base = 0
      if (at === 0) strikeOnce()
    },
    onWrite: (_, when) => {
      if (base === null || when === 'after') return
      base++
      if (base === at) strikeOnce()
    },
    struck: () => hasStruck,
    lift: () => {
      base = null
      lift()
    },
  }
  function strikeOnce(): void {
    hasStruck = true
    strike()
  }
}

/** Opening, eight steps and three a file; the two of the draft, and the end. */
export function drawWrite(dice: Dice, { edits, phase }: Scenario): number {
  return dice.int(0, phase === 'apply' ? 9 + 5 * edits.length : 4 + 3 * edits.length)
}
