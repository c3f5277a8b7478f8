import { describe, expect, it } from 'vitest'
import { decodeText, toByteString } from '.'
import { detectEncoding, type TextEncoding } from './encoding'

const fromHex = (hex: string) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))

// Encoded by another implementation (Python's cp932, euc_jp, utf-8, cp1252).
const SAMPLES: [encoding: TextEncoding, text: string, hex: string][] = [
  ['ascii', '# plain\r\n', '2320706c61696e0d0a'],
  ['utf-8', '# リレー許可\n', '2320e383aae383ace383bce8a8b1e58faf0a'],
  ['utf-8', '# Größe\n', '23204772c3b6c39f650a'],
  ['utf-8', '\ufeff# x\n', 'efbbbf2320780a'],
  [
    'shift_jis',
    '# メールサーバのリレー許可（社内LAN）\n',
    '23208381815b838b8354815b836f82cc838a838c815b8b9689c281698ed093e04c414e816a0a',
  ],
  ['shift_jis', '# 表示\n', '2320955c8ea60a'],
  ['shift_jis', '# ﾒｰﾙｻｰﾊﾞ\n', '2320d2b0d9bbb0cade0a'],
  ['shift_jis', '# 変更 2024年10月①\n', '232095cf8d582032303234944e31308c8e87400a'],
  ['shift_jis', '# ソフト一覧 ―～\n', '2320835c8374836788ea979720815c81600a'],
  ['shift_jis', '# 髙橋さんの回線\n', '2320eee08bb482b382f182cc89f190fc0a'],
  [
    'euc-jp',
    '# メールサーバのリレー許可（社内LAN）\n',
    '2320a5e1a1bca5eba5b5a1bca5d0a4cea5eaa5eca1bcb5f6b2c4a1cabcd2c6e24c414ea1cb0a',
  ],
  [
    'euc-jp',
    '# 設定変更 2024年10月 担当：山田\n',
    '2320c0dfc4eacad1b9b92032303234c7af3130b7ee20c3b4c5f6a1a7bbb3c5c40a',
  ],
  ['euc-jp', '# 変更\n', '2320cad1b9b90a'],
  ['euc-jp', '# 社内\n', '2320bcd2c6e20a'],
  ['latin1', '# réseau de l’accès, café\n', '232072e973656175206465206c92616363e8732c20636166e90a'],
  ['latin1', '# Gerät im Büro, größer\n', '2320476572e47420696d2042fc726f2c206772f6df65720a'],
  ['latin1', '# don’t touch\n', '2320646f6e927420746f7563680a'],
  ['latin1', '# “École” – Ärger\n', '232093c9636f6c6594209620c4726765720a'],
  ['latin1', '# São Paulo, año\n', '232053e36f205061756c6f2c2061f16f0a'],
  ['latin1', '# Ø\n', '2320d80a'],
  ['latin1', '# 10 € £ ±\n', '23203130208020a320b10a'],
  ['latin1', '# ÄÖÜ äöü ß\n', '2320c4d6dc20e4f6fc20df0a'],
]

describe('detectEncoding', () => {
  it.each(SAMPLES)('finds %s in %j', (encoding, text, hex) => {
    const bytes = fromHex(hex)
    expect(detectEncoding(bytes)).toBe(encoding)
    expect(decodeText({ encoding }, toByteString(bytes))).toBe(text)
  })

  it('takes junk for Latin-1', () => {
    expect(detectEncoding(Uint8Array.of(0x23, 0x80, 0xff, 0xa0, 0x0a))).toBe('latin1')
    expect(detectEncoding(Uint8Array.of(0x81))).toBe('latin1')
  })
})
