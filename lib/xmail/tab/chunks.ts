import { readTokens } from './lex'
import { type Chunk, kindOf, type Line, readable, type TabFormat } from './line'

/**
 * What XMail reads from one line (semantics.md 1.1): `fgets` takes `lineLimit` bytes at a time, its end included, and
 * each piece is taken for a line of its own. A long comment so leaks its tail as data, and an end that did not fit any
 * more comes as a blank chunk.
 */
export function readChunks(line: Line, format: TabFormat): readonly Chunk[] {
  const { raw } = line
  if (raw.length <= format.lineLimit) return [readChunk(raw, format)]
  const chunks: Chunk[] = []
  for (let i = 0; i < raw.length; i += format.lineLimit) {
    chunks.push(readChunk(raw.slice(i, i + format.lineLimit), format))
  }
  return chunks
}

function readChunk(bytes: string, format: TabFormat): Chunk {
  const text = readable(bytes)
  const kind = kindOf(text, text.length, format)
  return { kind, tokens: kind === 'data' ? readTokens(text) : [] }
}
