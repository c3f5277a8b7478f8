import { expect, it } from 'vitest'
import { pairSettings } from '@/components/settings/pair-settings'
import { fromByteString, parseDocument } from '@/lib/xmail/tab'
import { idleVariables, readVariables, settingsOf } from '@/lib/xmail/variables'
import { findIdle } from './find-idle'

const settings = (text: string) =>
  settingsOf(
    readVariables(parseDocument(fromByteString(text), { lineLimit: 2046, comments: true }), 'user'),
    'user',
  )

it('finds what does nothing for an account and has a line, on either side, commented out or not', () => {
  const now = settings('"PopEnable"\t"0"\n#"ClosedML"\t"1"\n')
  const drafted = settings('"PopEnable"\t"0"\n"ListSender"\t"a@b.test"\n')
  const idle = idleVariables('account')
  expect(findIdle(pairSettings(now, drafted), idle)).toEqual(['ClosedML', 'ListSender'])
  expect(findIdle(pairSettings(settings(''), settings('')), idle)).toEqual([])
})
