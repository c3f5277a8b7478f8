import { describe, expect, it } from 'vitest'
import { encodePassword } from '@/lib/xmail/password'
import { parseDocument } from '@/lib/xmail/tab'
import { findCtrlPassword } from './find-ctrl-password'

const open = (text: string) =>
  parseDocument(new TextEncoder().encode(text), { lineLimit: 510, comments: false })
const line = (user: string, password: string) => `"${user}"\t"${encodePassword(password)}"\n`

describe('findCtrlPassword', () => {
  it('finds what signs in, whatever the case of the name; of two lines the first', () => {
    const doc = open(line('Admin', 'one') + line('admin', 'two') + line('other', 'three'))
    expect(findCtrlPassword(doc, 'ADMIN')).toBe('one')
    expect(findCtrlPassword(doc, 'other')).toBe('three')
    expect(findCtrlPassword(doc, 'nobody')).toBeNull()
  })

  it('is empty where the field cannot be decoded: so XMail reads it', () => {
    expect(findCtrlPassword(open('"admin"\t"xyz"\n'), 'admin')).toBe('')
  })
})
