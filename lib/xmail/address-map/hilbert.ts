/** A place in a square picture: columns from the left, rows from the top, both from 0. */
export interface Point {
  readonly x: number
  readonly y: number
}

/**
 * Where Hilbert's curve has a place, in a square of 2^order columns. Neighbours on the curve are neighbours in the picture,
 * so that a network is one piece. A coarser curve has the same places, only larger: what a place is divided into stays in it.
 * `place`: from 0 up to, and without, 4^order. `order`: 0 to 16; with 16 each address of IPv4 has a point of its own.
 */
export function pointOfPlace(place: number, order: number): Point {
  let x = 0
  let y = 0
  let rest = place
  for (let side = 1; side < 2 ** order; side *= 2) {
    const quarter = rest % 4
    const right = quarter >> 1
    const down = (quarter & 1) ^ right
    if (down === 0) {
      if (right === 1) [x, y] = [side - 1 - x, side - 1 - y]
      ;[x, y] = [y, x]
    }
    x += side * right
    y += side * down
    rest = Math.floor(rest / 4)
  }
  return { x, y }
}

/** The other way round. */
export function placeOfPoint(point: Point, order: number): number {
  let { x, y } = point
  let place = 0
  for (let side = 2 ** order / 2; side >= 1; side /= 2) {
    const right = x >= side ? 1 : 0
    const down = y >= side ? 1 : 0
    place += side * side * ((3 * right) ^ down)
    x -= side * right
    y -= side * down
    if (down === 0) {
      if (right === 1) [x, y] = [side - 1 - x, side - 1 - y]
      ;[x, y] = [y, x]
    }
  }
  return place
}
