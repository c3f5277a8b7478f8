/** 64-bit `long`: what strtol saturates at on the systems that XMail is built for by default. */
const LONG_MAX = 2n ** 63n - 1n
const LONG_MIN = -(2n ** 63n)

/**
 * C's `atoi` as glibc does it: blanks, a sign, decimal digits, stop at the first other byte, 0 if there are none. Too
 * many digits saturate at 64 bits and are then cut to 32, so `2147483648` is negative and `4294967296` is 0; XMail
 * decides by that (prefix lengths, precedences).
 */
export function atoi(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  const match = /^[ \t\n\v\f\r]*([+-]?)(\d+)/.exec(text)
  if (!match) return 0
  const digits = match[2] ?? '0'
  const negative = match[1] === '-'
  if (digits.length <= 9) return negative ? -Number(digits) || 0 : Number(digits)
  const value = negative ? -BigInt(digits) : BigInt(digits)
  const long = value > LONG_MAX ? LONG_MAX : value < LONG_MIN ? LONG_MIN : value
  return Number(BigInt.asIntN(32, long))
}
