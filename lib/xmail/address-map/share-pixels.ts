/**
 * Which class each pixel of a cell shows: as near to the shares as so many pixels can be, but each class has one at least,
 * the rarest first, so that a single address among millions is seen. Rare classes come first, the commonest last.
 */
export function sharePixels(counts: ArrayLike<number>, pixels: Uint8Array): void {
  const present = Array.from(counts, (count, which) => ({ count, which }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => a.count - b.count)
  let left = present.reduce((sum, { count }) => sum + count, 0)
  let at = 0
  for (const [i, { count, which }] of present.entries()) {
    const room = pixels.length - at
    const isLast = i === present.length - 1
    const others = present.length - 1 - i
    const fair = Math.round((room * count) / left)
    const own = isLast ? room : Math.min(Math.max(fair, 1), Math.max(room - others, 1))
    pixels.fill(which, at, at + own)
    at = Math.min(at + own, pixels.length)
    left -= count
  }
}
