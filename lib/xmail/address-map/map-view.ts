import type { AddressMap } from './address-map'
import { compareOutcomes, DOES_OF_LENS, type Does, type Ruled } from './outcome'

/** What a draft means for an address. */
export const CHANGES = ['closes', 'same', 'opens'] as const
export type Change = (typeof CHANGES)[number]

/** What is told apart by colour: what a client may do or, beside a draft, whether that becomes more or less. */
export type MapClass = Does | Change

/** Ranges of a version as they are seen: a class each, and where they are in the maps. */
export interface ViewRanges<Starts extends ArrayLike<number> | ArrayLike<bigint>> {
  readonly starts: Starts
  /** Places in `MapView.classes`. */
  readonly classes: Uint8Array
  /** The range of the live files’ map. */
  readonly live: Uint32Array
  /** The range of the draft’s map. */
  readonly draft: Uint32Array
}

export interface MapView {
  readonly classes: readonly MapClass[]
  readonly live: AddressMap
  /** Null: what is seen is how things are, not what a draft changes. */
  readonly draft: AddressMap | null
  readonly v4: ViewRanges<Uint32Array>
  readonly v6: ViewRanges<readonly bigint[]>
}

/** What a range says: now, and with the draft. */
export interface RangeWords {
  readonly live: Ruled
  readonly draft: Ruled | null
}

/** A lens as it is. */
export function viewOfMap(map: AddressMap): MapView {
  const classes: readonly MapClass[] = [...DOES_OF_LENS[map.lens], 'as-ipv4']
  const classOf = map.outcomes.map(({ does }) => classes.indexOf(does))
  const see = <S extends ArrayLike<number> | ArrayLike<bigint>>(starts: S, outcomes: Uint32Array) => {
    const places = Uint32Array.from(outcomes.keys())
    return {
      starts,
      classes: Uint8Array.from(outcomes, (each) => classOf[each] ?? 0),
      live: places,
      draft: places,
    }
  }
  return {
    classes,
    live: map,
    draft: null,
    v4: see(map.v4.starts, map.v4.outcomes),
    v6: see(map.v6.starts, map.v6.outcomes),
  }
}

/** What a draft makes of a lens. Both maps must be of the same lens. Time: the ranges of both, each once. */
export function viewOfChange(live: AddressMap, draft: AddressMap): MapView {
  const classOf = live.outcomes.map((before) =>
    draft.outcomes.map((after) => {
      const gain = compareOutcomes(before, after)
      return gain > 0 ? 2 : gain < 0 ? 0 : 1
    }),
  )
  const pair = (i: number, j: number, version: 'v4' | 'v6') =>
    classOf[live[version].outcomes[i] ?? 0]?.[draft[version].outcomes[j] ?? 0] ?? 1
  const v4 = mergeStarts(live.v4.starts, draft.v4.starts, (i, j) => pair(i, j, 'v4'))
  const v6 = mergeStarts(live.v6.starts, draft.v6.starts, (i, j) => pair(i, j, 'v6'))
  return { classes: CHANGES, live, draft, v4: { ...v4, starts: Uint32Array.from(v4.starts) }, v6 }
}

/** What a range of a view says. */
export function wordsOfRange(view: MapView, version: 'v4' | 'v6', place: number): RangeWords {
  const ranges = view[version]
  return {
    live: ruledAt(view.live, version, ranges.live[place] ?? 0),
    draft: view.draft && ruledAt(view.draft, version, ranges.draft[place] ?? 0),
  }
}

const NOTHING: Ruled = { does: 'untouched', seconds: 0, path: null, line: -1 }

function ruledAt(map: AddressMap, version: 'v4' | 'v6', place: number): Ruled {
  const { outcomes, lines } = map[version]
  const outcome = map.outcomes[outcomes[place] ?? 0]
  return outcome ? { ...outcome, line: lines[place] ?? -1 } : NOTHING
}

function mergeStarts<T extends number | bigint>(
  live: ArrayLike<T>,
  draft: ArrayLike<T>,
  classOf: (live: number, draft: number) => number,
) {
  const starts: T[] = []
  const classes: number[] = []
  const places: [number[], number[]] = [[], []]
  let [i, j] = [-1, -1]
  for (;;) {
    const nextLive: T | undefined = live[i + 1]
    const nextDraft: T | undefined = draft[j + 1]
    if (nextLive === undefined && nextDraft === undefined) break
    const isLive = nextDraft === undefined || (nextLive !== undefined && nextLive <= nextDraft)
    const isDraft = nextLive === undefined || (nextDraft !== undefined && nextDraft <= nextLive)
    if (isLive) i++
    if (isDraft) j++
    const start: T | undefined = isLive ? nextLive : nextDraft
    if (start !== undefined) starts.push(start)
    classes.push(classOf(i, j))
    places[0].push(i)
    places[1].push(j)
  }
  return {
    starts,
    classes: Uint8Array.from(classes),
    live: Uint32Array.from(places[0]),
    draft: Uint32Array.from(places[1]),
  }
}
