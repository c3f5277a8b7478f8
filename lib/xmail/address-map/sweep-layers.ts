import type { Interval, RankedInterval } from '@/lib/xmail/net'

/** Which rule of each layer decides in an interval; -1: none does. Valid until the next call. */
export type Visit<T extends number | bigint> = (interval: Interval<T>, ranks: readonly number[]) => void

/**
 * Walks several tables' deciding rules at once: intervals without a seam from `from` to `to`, in each of which no layer
 * changes. `layers`: disjoint intervals in order, as `rankFilters` gives them. Time: their intervals, each once a layer.
 */
export function sweepLayers<T extends number | bigint>(
  layers: readonly (readonly RankedInterval<T>[])[],
  from: T,
  to: T,
  visit: Visit<T>,
): void {
  const places = layers.map(() => 0)
  const ranks = layers.map(() => -1)
  let at = from
  while (at < to) {
    let next = to
    for (let layer = 0; layer < layers.length; layer++) {
      const intervals = layers[layer] ?? []
      let place = places[layer] ?? 0
      for (let each = intervals[place]; each && each.end <= at; each = intervals[++place]);
      places[layer] = place
      const interval = intervals[place]
      const isInside = interval !== undefined && interval.start <= at
      ranks[layer] = isInside ? interval.rank : -1
      const boundary = isInside ? interval.end : interval?.start
      if (boundary !== undefined && boundary < next) next = boundary
    }
    visit({ start: at, end: next }, ranks)
    at = next
  }
}
