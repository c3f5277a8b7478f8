import { describe, expect, it } from 'vitest'
import { parseDocument } from '@/lib/xmail/tab'
import { readVariables, settingsOf } from '@/lib/xmail/variables'
import { isShown, parseFilter, printFilter } from './filter-settings'

const FORMAT = { lineLimit: 2046, comments: true }
const settings = (text: string) =>
  settingsOf(readVariables(parseDocument(new TextEncoder().encode(text), FORMAT)))

const NOW = settings(
  '"RootDomain"\t"example.test"\n"EnableSMTP-TLS"\t"yes"\n"MaxMTAOps"\t"8"\n"MaxMTAOps"\t"9"\n',
)
const DRAFTED = settings('"RootDomain"\t"example.org"\n"EnableSMTP-TLS"\t"yes"\n#: few\n"MaxMTAOps"\t"8"\n')
const words = { label: () => 'A Label', about: () => 'what it does' }

const shown = (search: Record<string, string>) =>
  NOW.flatMap((now, i) => {
    const drafted = DRAFTED[i]
    const pair = drafted && { name: now.definition.name, now, drafted }
    return pair && isShown(pair, parseFilter(search), words) ? [pair.name] : []
  })

describe('the search of the settings', () => {
  it('finds every word in the name, the label or the description', () => {
    expect(shown({ q: 'rootdomain' })).toEqual(['RootDomain'])
    expect(shown({ q: 'label ROOT does' })).toEqual(['RootDomain'])
    expect(shown({ q: 'root nowhere' })).toEqual([])
    expect(shown({})).toHaveLength(NOW.length)
  })

  it('shows what is set, what is odd, what the draft changes, be it a note', () => {
    expect(shown({ show: 'set' })).toEqual(['RootDomain', 'EnableSMTP-TLS', 'MaxMTAOps'].toSorted(byPlace))
    expect(shown({ show: 'odd' })).toEqual(['MaxMTAOps', 'EnableSMTP-TLS'].toSorted(byPlace))
    expect(shown({ show: 'drafted' })).toEqual(['RootDomain', 'MaxMTAOps'].toSorted(byPlace))
  })

  it('is kept by an address', () => {
    for (const address of ['', '?q=tls', '?show=odd', '?q=a+b&show=set']) {
      expect(printFilter(parseFilter(Object.fromEntries(new URLSearchParams(address))))).toBe(address)
    }
    expect(parseFilter({ show: 'nonsense' })).toEqual({ text: '', show: 'all' })
  })
})

function byPlace(a: string, b: string): number {
  const place = (name: string) => NOW.findIndex(({ definition }) => definition.name === name)
  return place(a) - place(b)
}
