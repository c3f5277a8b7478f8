/**
 * StrIStr: where a text holds another without regard to ASCII case, from `start` on. It does not look again at the
 * character that broke a match, and so misses `SIZE=` behind two blanks; that decides what XMail refuses.
 */
export function indexIgnoringCase(text: string, wanted: string, start: number): number {
  const sought = lower(wanted)
  const held = lower(text)
  if (sought === '') return start
  let matched = 0
  for (let at = start; at < held.length; at++) {
    if (held.charAt(at) === sought.charAt(matched)) {
      matched++
      if (matched === sought.length) return at - matched + 1
    } else {
      matched = 0
    }
  }
  return -1
}

function lower(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
}
